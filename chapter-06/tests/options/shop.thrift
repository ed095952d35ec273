include "common.thrift"

namespace rs shop

enum State { NEW, PAID = 5, refunded = -1 }

enum Nothing {}

const string GREETING = "Welcome"
const string SHOP = common.HOUSE
const binary LOGO = "#"
const Order EMPTY = {"id": GREETING, "state": State.PAID}

struct Order {
    1: required string id
    2: map<string, common.Money> prices
    3: set<string> tags = ["new"]
    4: binary logo = LOGO
    5: State state
    6: optional Payment payment
    7: string shop = SHOP
    8: optional map<set<string>, list<binary>> labels = {["a"]: [LOGO, "b"]}
    9: Nothing nothing
}

union Payment {
    1: string card
    2: common.Money cash
}

exception Refused {
    1: string reason = "no reason"
}

// What the options could be confused by.
struct String { 1: string text }
struct FromStr { 1: String text, 2: TryFrom from }
enum TryFrom { A }

service Shop extends common.Base {
    Order get(1: string id, 2: common.Currency currency) throws (1: Refused refused, 2: common.Closed closed) (cost = "3", cached)
    oneway void note(1: string text)
} (owner = 'shop "a"')
