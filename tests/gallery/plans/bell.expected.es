bell.yaml:3:17: Hay un carácter invisible (U+0007), quizá pegado desde otro programa; bórrelo o ponga un espacio.
