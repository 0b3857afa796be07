package p

// Map literals with more than 25 entries are filled from arrays in outlined
// functions; small ones and ones with pointers or calls are not.

type rec struct {
	n int
	p *int
}

var shared = 1

var large = map[string]int{
	"a01": 1, "a02": 2, "a03": 3, "a04": 4, "a05": 5, "a06": 6, "a07": 7, "a08": 8, "a09": 9, "a10": 10,
	"a11": 11, "a12": 12, "a13": 13, "a14": 14, "a15": 15, "a16": 16, "a17": 17, "a18": 18, "a19": 19, "a20": 20,
	"a21": 21, "a22": 22, "a23": 23, "a24": 24, "a25": 25, "a26": 26, "a27": 27,
}

var largeRecs = map[int]*rec{
	1: {1, nil}, 2: {2, nil}, 3: {3, nil}, 4: {4, nil}, 5: {5, nil}, 6: {6, nil}, 7: {7, nil}, 8: {8, nil}, 9: {9, nil},
	10: {10, nil}, 11: {11, nil}, 12: {12, nil}, 13: {13, nil}, 14: {14, nil}, 15: {15, nil}, 16: {16, nil}, 17: {17, nil},
	18: {18, nil}, 19: {19, nil}, 20: {20, nil}, 21: {21, nil}, 22: {22, nil}, 23: {23, nil}, 24: {24, nil}, 25: {25, nil},
	26: {26, &shared}, 27: {27, new(int)}, 28: {28, pick(3)},
}

var small = map[string][]int{
	"x": {1, 2},
	"y": nil,
}

var funcs = map[string]func(*int) *int{
	"id":   func(p *int) *int { return p },
	"none": func(*int) *int { return nil },
	"pick": func(p *int) *int { return pick(*p) },
}

var nested = map[string]map[string]*rec{
	"one": {"a": &rec{n: 1}},
	"two": {"b": {n: 2}, "c": nil},
}

var sets = []map[rune]bool{
	{'a': true, 'b': true},
	{},
}

func pick(n int) *int {
	x := n
	return &x
}

func lookup(k string) (int, *rec) { return large[k], nested["one"][k] }
