// Constructors with options: what is returned by value is copied, what is returned by address moves to the heap.
package p

type Config struct {
	Name    string
	Port    int
	Tags    []string
	Limits  map[string]int
	OnError func(string)
}

type Option func(*Config)

func NewConfig(name string, port int) *Config {
	return &Config{Name: name, Port: port}
}

func DefaultConfig() Config {
	return Config{Name: "default", Port: 8080, Tags: []string{"a", "b"}}
}

func NewConfigWith(name string, opts ...Option) *Config {
	c := &Config{Name: name, Limits: map[string]int{"conn": 10}}
	for _, opt := range opts {
		opt(c)
	}
	return c
}

func WithPort(port int) Option {
	return func(c *Config) { c.Port = port }
}

func WithTags(tags ...string) Option {
	return func(c *Config) { c.Tags = append(c.Tags, tags...) }
}

func WithHandler(h func(string)) Option {
	return func(c *Config) { c.OnError = h }
}

func use() int {
	c := NewConfig("local", 80)
	d := DefaultConfig()
	e := NewConfigWith("opts", WithPort(1), WithTags("x", "y"))
	return c.Port + d.Port + e.Port
}

func (c *Config) Clone() *Config {
	d := *c
	return &d
}

func (c Config) WithName(name string) Config {
	c.Name = name
	return c
}

func (c *Config) SetName(name string) *Config {
	c.Name = name
	return c
}
