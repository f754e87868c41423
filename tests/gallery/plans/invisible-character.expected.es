invisible-character.yaml:2:24: Hay un carácter invisible (U+2028), quizá pegado desde otro programa; bórrelo o ponga un espacio.
