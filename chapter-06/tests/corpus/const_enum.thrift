enum Color { RED = 1, GREEN, CRIMSON = 1 }
const Color BY_NAME = Color.GREEN
const Color ALONE = RED
const Color BY_NUMBER = 2
const Color WITHOUT_NAME = 77
const i32 NUMBER = Color.GREEN
