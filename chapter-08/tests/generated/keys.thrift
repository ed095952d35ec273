// What may be a key of a map or an element of a set, which is any type.

enum Suit { HEARTS, SPADES }

typedef double Weight
typedef list<Weight> Weights
typedef set<Weights> Scales
typedef Card Trump

struct Empty {}

struct Card {
    1: required Suit suit
    2: double value
    3: list<double> values
    4: set<double> marks
    5: map<string, double> prices
    6: optional double price = 0.5
    7: Inner inner
    8: Weight weight
    9: Weights weights = [1, 2.5]
    10: string name
    11: binary picture
}

/** Is in a key, as part of a card. */
struct Inner {
    1: map<i32, list<map<i32, double>>> deep
    2: Weight weight = 2
}

union Choice {
    1: double weight
    2: Card card
    3: list<Choice> choices
    4: set<double> weights
}

exception Broken {
    1: double at
}

/** Is in a key that is recursive. */
struct Tree {
    1: optional Tree left
    2: list<Tree> children
    3: map<Tree, double> weights
}

/** Has keys, and is none. */
struct Keys {
    1: set<bool> bools
    2: set<i8> bytes
    3: set<i64> numbers
    4: set<double> doubles
    5: set<string> strings
    6: set<binary> binaries
    7: set<uuid> uuids
    8: set<list<double>> lists
    9: set<set<double>> sets
    10: set<map<double, double>> maps
    11: set<Suit> suits
    12: set<Card> cards
    13: set<Choice> choices
    14: set<Broken> exceptions
    15: set<Tree> trees
    16: set<Trump> trumps
    17: set<Weight> weights
    18: set<Weights> all_weights
    19: set<Scales> scales
    20: set<Empty> empties
    21: map<Card, double> by_card
    22: map<list<map<set<double>, Card>>, list<double>> by_list
    23: map<Scales, map<Weight, Weights>> by_scales
    24: double plain
    25: Weight alias
    26: Weights aliases
}

const map<Weights, Weights> WEIGHTS = {[1, 2]: [3, 4]}
const Weights ALIASES = [0.5]
const list<double> PLAIN = ALIASES
const list<list<double>> ALL_PLAIN = [ALIASES, PLAIN]
const set<Trump> TRUMPS = [{"suit": Suit.SPADES, "value": 1, "inner": {"weight": 3}}]

service Table {
    set<Card> deal(1: map<Choice, double> choices, 2: Weights weights, 3: double plain)
}
