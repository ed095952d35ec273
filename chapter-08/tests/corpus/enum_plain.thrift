enum Suit { HEARTS, SPADES = 5, CLUBS }
enum Empty {}
enum One { ONE }
