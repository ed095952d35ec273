exception Failed { 1: string why = 'no reason', 2: i32 code }
const Failed DEFAULT = {}
const Failed GIVEN = {'code': 3}
