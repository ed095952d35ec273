union Side { 1: i32 number, 2: string name, 3: Side other, 4: list<Side> more }
const Side A = {'number': 1}
const Side B = {'other': {'name': 'b'}}
const Side C = {'more': [A, B]}
