// A double-entry bank ledger with typed errors, postings and a small report.
package main

type Cents int64

type AccountID string

type Account struct {
	ID      AccountID
	Owner   string
	Balance Cents
	Limit   *Cents
	history []*Entry
}

type Entry struct {
	Seq    int
	Debit  *Account
	Credit *Account
	Amount Cents
	Memo   string
	prev   *Entry
}

type InsufficientFunds struct {
	Account AccountID
	Missing Cents
}

func (e *InsufficientFunds) Error() string {
	return "insufficient funds in " + string(e.Account)
}

type UnknownAccount AccountID

func (u UnknownAccount) Error() string { return "unknown account " + string(u) }

type wrapped struct {
	msg   string
	cause error
}

func (w wrapped) Error() string { return w.msg + ": " + w.cause.Error() }
func (w wrapped) Unwrap() error { return w.cause }

type Ledger struct {
	accounts map[AccountID]*Account
	entries  []Entry
	last     *Entry
	seq      int
}

func NewLedger() *Ledger {
	return &Ledger{accounts: make(map[AccountID]*Account)}
}

func (l *Ledger) Open(id AccountID, owner string, limit Cents) *Account {
	a := &Account{ID: id, Owner: owner}
	if limit != 0 {
		a.Limit = &limit
	}
	l.accounts[id] = a
	return a
}

func (l *Ledger) get(id AccountID) (*Account, error) {
	if a, ok := l.accounts[id]; ok {
		return a, nil
	}
	return nil, UnknownAccount(id)
}

func (a *Account) available() Cents {
	if a.Limit == nil {
		return a.Balance
	}
	return a.Balance + *a.Limit
}

func (l *Ledger) Transfer(from, to AccountID, amount Cents, memo string) (err error) {
	defer func() {
		if err != nil {
			err = wrapped{"transfer " + memo, err}
		}
	}()
	src, err := l.get(from)
	if err != nil {
		return err
	}
	dst, err := l.get(to)
	if err != nil {
		return err
	}
	if have := src.available(); have < amount {
		return &InsufficientFunds{src.ID, amount - have}
	}
	l.seq++
	e := Entry{Seq: l.seq, Debit: src, Credit: dst, Amount: amount, Memo: memo, prev: l.last}
	l.entries = append(l.entries, e)
	l.last = &e
	src.Balance -= amount
	dst.Balance += amount
	for _, a := range []*Account{src, dst} {
		a.history = append(a.history, l.last)
	}
	return nil
}

func unwrap(err error) error {
	for {
		u, ok := err.(interface{ Unwrap() error })
		if !ok {
			return err
		}
		err = u.Unwrap()
	}
}

func (l *Ledger) Each(f func(*Entry) bool) {
	for e := l.last; e != nil; e = e.prev {
		if !f(e) {
			return
		}
	}
}

func (l *Ledger) Total(id AccountID) (in, out Cents) {
	l.Each(func(e *Entry) bool {
		if e.Credit.ID == id {
			in += e.Amount
		}
		if e.Debit.ID == id {
			out += e.Amount
		}
		return true
	})
	return
}

func largest(l *Ledger) *Entry {
	var best *Entry
	for i := range l.entries {
		e := &l.entries[i]
		if best == nil || e.Amount > best.Amount {
			best = e
		}
	}
	return best
}

func snapshot(l *Ledger) map[AccountID]Cents {
	m := map[AccountID]Cents{}
	for id, a := range l.accounts {
		m[id] = a.Balance
	}
	return m
}

func main() {
	l := NewLedger()
	l.Open("cash", "house", 1000000)
	l.Open("alice", "Alice", 0)
	l.Open("bob", "Bob", 500)
	steps := []struct {
		from, to AccountID
		amount   Cents
		memo     string
	}{
		{"cash", "alice", 10000, "salary"},
		{"alice", "bob", 2500, "rent"},
		{"bob", "carol", 1, "gift"},
		{"alice", "bob", 99999, "car"},
	}
	for i, s := range steps {
		if err := l.Transfer(s.from, s.to, s.amount, s.memo); err != nil {
			switch e := unwrap(err).(type) {
			case *InsufficientFunds:
				println(i, e.Error(), e.Missing)
			case UnknownAccount:
				println(i, e.Error())
			default:
				panic(err)
			}
		}
	}
	in, out := l.Total("alice")
	before := snapshot(l)
	println(in, out, before["bob"], largest(l).Memo)
}
