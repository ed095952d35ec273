// Values of constants, and of fields that are not there.

include "shared.thrift"

// === Numbers ===

const bool YES = true
const bool NO = 0
const i8 SMALLEST_I8 = -128
const i16 SMALLEST_I16 = -32768
const i32 SMALLEST_I32 = -2147483648
const i64 SMALLEST_I64 = -9223372036854775808
const i64 LARGEST_I64 = 9223372036854775807
const i32 HEX = 0xff
const i32 PLUS = +7

const double WHOLE = 6
const double NEGATIVE = -2.5
const double NEGATIVE_ZERO = -0.0
const double LARGE = 1e300
const double LARGEST = 1.7976931348623157e308
const double SMALL = 5e-324
const double NEARLY_PI = 3.14
const double PI = 3.141592653589793
const double NEARLY_E = -2.718
const double LIGHT = 299792458.0
const double LONG = 123456789012345678901234567890.5

// === Texts ===

const string EMPTY = ""
const string ESCAPED = "a \"quoted\"\tword\r\n\\ and {braces}"
const string SINGLE = 'it\'s "quoted"'
const string LETTERS = "Āda 🦀 ☃"
const binary BYTES = "bytes: Ā\n"
const binary NO_BYTES = ""
const uuid ID = "00112233-4455-6677-8899-aabbccddeeff"

// === Enums ===

enum Color {
    RED = 1
    GREEN = 2
    BLUE = 4
    CRIMSON = 1
}

typedef Color Paint

const Color BY_NAME = Color.GREEN
const Color BY_NUMBER = 4
const Color BY_SECOND_NAME = Color.CRIMSON
const Color WITHOUT_NAME = 77
const Paint BY_TYPEDEF = Paint.BLUE
const i32 NUMBER_OF_A_COLOR = Color.BLUE

// === Containers ===

const list<i32> NO_NUMBERS = []
const list<i32> NUMBERS = [1, -2, 0x3, HEX]
const list<list<string>> TABLE = [["a", "b"], [], [EMPTY, LETTERS]]
const set<string> NO_WORDS = []
const set<string> WORDS = ["a", "b"]
const set<double> MEASURES = [0.5, 1, NEGATIVE]
const map<string, i32> NO_PRICES = {}
const map<string, i32> PRICES = {"apple": 1, LETTERS: 2}
const map<i32, list<map<string, set<i32>>>> NESTED = {1: [{"a": [1, 2], "b": []}, {}]}
const list<double> LENGTHS = [1.5, NEGATIVE]
const list<map<string, list<double>>> ALL_LENGTHS = [{"all": LENGTHS}]
const list<set<i32>> SETS = [[1], []]
const set<list<set<i32>>> SETS_OF_SETS = [SETS]
const set<list<map<string, list<double>>>> SETS_OF_LENGTHS = [ALL_LENGTHS]
const map<list<double>, double> BY_LIST = {[1, 2.5]: 1, []: 2.5, LENGTHS: NEGATIVE}
const map<map<string, double>, Color> BY_MAP = {{"a": 1}: 1, {}: Color.BLUE}
const list<uuid> IDS = [ID, "{ffffffff-ffff-ffff-ffff-ffffffffffff}"]
const list<binary> ALL_BYTES = [BYTES, "more"]

// === Structs and unions ===

struct Point {
    1: required double x
    2: required double y
    3: optional string name
}

struct Shape {
    1: list<Point> points = [{"x": 0, "y": 0}, ORIGIN]
    2: Color color = Color.RED
    3: optional Point center = {"x": 1, "y": 2, "name": "center"}
    4: optional Side side
    5: Key key = {"weight": 1.5, "words": ["a"]}
}

union Side {
    1: i32 number
    2: string name
    3: Point end
    4: optional Side other
    5: list<Side> several
}

/** Is an element of a set. */
struct Key {
    1: double weight
    2: set<string> words
    3: map<string, double> weights = {"a": 0.5}
}

struct Empty {}

const Point ORIGIN = {"x": 0, "y": 0, "name": "origin"}
const Point NAMELESS = {"x": 1.5, "y": -1.5}
const Empty NOTHING = {}
const Shape DEFAULT_SHAPE = {}
const Shape SHAPE = {"color": Color.BLUE, "side": {"other": {"number": 3}}}
const Side SIDE = {"number": 3}
const Side NAMED_SIDE = {"name": "left"}
const Side END = {"end": ORIGIN}
const Side SEVERAL = {"several": [SIDE, {"name": "right"}]}
const set<Key> KEYS = [{}, {"weight": 2, "weights": {}}]
const map<Key, Shape> SHAPES = {{}: {}, {"weight": 3}: SHAPE}

// === Constants of constants ===

const i32 SAME_NUMBER = HEX
const double SAME_DOUBLE = WHOLE
const string SAME_TEXT = LETTERS
const binary SAME_BYTES = BYTES
const uuid SAME_ID = ID
const Color SAME_COLOR = BY_NAME
const list<i32> SAME_NUMBERS = NUMBERS
const Point SAME_POINT = ORIGIN
const Side SAME_SIDE = SIDE
const map<string, list<i32>> NUMBERS_BY_NAME = {"all": NUMBERS, "none": NO_NUMBERS}
const i64 WIDER = HEX

// === Of another file ===

const string GREETING = shared.GREETING
const list<shared.Level> LEVELS = [shared.Level.LOW, shared.USUAL, 7]
const shared.Limits LIMITS = shared.LIMITS
const list<shared.Limits> ALL_LIMITS = [shared.LIMITS, {"level": shared.Level.HIGH}]

// === Fields that are not there ===

struct Zeros {
    1: bool truth = false
    2: i32 number = 0
    3: double real = 0.0
    4: double negative_zero = -0.0
    5: string text = ""
    6: list<i32> numbers = []
    7: set<i32> distinct = []
    8: map<i32, i32> table = {}
    9: optional i32 maybe = 0
    10: Empty empty = {}
    11: binary bytes = ""
    12: Color color = 0
}

struct Defaults {
    1: bool truth = true
    2: i8 tiny = -1
    3: i16 small = 0x7f
    4: i32 number = HEX
    5: i64 large = SMALLEST_I64
    6: double real = 2.5
    7: string text = "text"
    8: binary bytes = BYTES
    9: uuid id = ID
    10: list<i32> numbers = NUMBERS
    11: set<string> words = ["a", "b"]
    12: map<string, double> table = {"a": 1}
    13: Color color = Color.GREEN
    14: Paint paint = 77
    15: Point point = ORIGIN
    16: Side side = SIDE
    17: shared.Limits limits = shared.LIMITS
    18: string name = LETTERS
}

struct RequiredDefaults {
    1: required i32 number = 7
    2: required string text = "text"
    3: required Point point = {"x": 1, "y": 2}
    4: required Side side = {"number": 1}
}

struct OptionalDefaults {
    1: optional bool truth = true
    2: optional i32 number = 7
    3: optional string text = "text"
    4: optional binary bytes = "bytes"
    5: optional uuid id = ID
    6: optional list<i32> numbers = [1, 2]
    7: optional set<string> words = []
    8: optional map<string, double> table = {"a": 1}
    9: optional Color color = Color.GREEN
    10: optional Point point = ORIGIN
    11: optional Side side = {"number": 1}
    12: optional OptionalDefaults next
    13: optional double real = 2.718
}

exception Failure {
    1: string message = "it failed"
    2: i32 code = 500
}

service Values {
    i32 add(1: i32 to = 1, 2: string text = "text", 3: optional i32 maybe = 3)
}
