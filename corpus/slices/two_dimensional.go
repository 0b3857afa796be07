// Tables, grids and jagged slices; rows that share one backing store.
package p

type grid struct {
	w, h  int
	cells []byte
	rows  [][]byte
}

func newGrid(w, h int) *grid {
	g := &grid{w: w, h: h, cells: make([]byte, w*h)}
	g.rows = make([][]byte, h)
	for y := range g.rows {
		g.rows[y] = g.cells[y*w : (y+1)*w : (y+1)*w]
	}
	return g
}

func (g *grid) row(y int) []byte { return g.rows[y] }

func (g *grid) at(x, y int) *byte { return &g.cells[y*g.w+x] }

func (g *grid) column(x int) []byte {
	col := make([]byte, 0, g.h)
	for y := 0; y < g.h; y++ {
		col = append(col, *g.at(x, y))
	}
	return col
}

func (g *grid) sum() (s int) {
	for _, row := range g.rows {
		for _, c := range row {
			s += int(c)
		}
	}
	return
}

func triangle(n int) [][]int {
	t := make([][]int, n)
	for i := range t {
		t[i] = make([]int, i+1)
		t[i][0], t[i][i] = 1, 1
		for j := 1; j < i; j++ {
			t[i][j] = t[i-1][j-1] + t[i-1][j]
		}
	}
	return t
}

func editDistance(a, b string) int {
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev, cur = cur, prev
	}
	return prev[len(b)]
}

func transpose(m [3][3]int) (t [3][3]int) {
	for i, r := range m {
		for j, v := range r {
			t[j][i] = v
		}
	}
	return
}

func localGrid() int {
	g := newGrid(3, 3)
	*g.at(1, 1) = 5
	return g.sum() + len(g.row(1)) + len(g.column(2))
}
