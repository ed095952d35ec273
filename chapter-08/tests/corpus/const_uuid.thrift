const uuid ID = "00112233-4455-6677-8899-aabbccddeeff"
const uuid BRACES = '{ffffffff-ffff-ffff-ffff-ffffffffffff}'
const list<uuid> IDS = [ID, BRACES]
