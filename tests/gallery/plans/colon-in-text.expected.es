colon-in-text.yaml:2:22: Un texto que lleva dos puntos seguidos de un espacio va entre comillas.
