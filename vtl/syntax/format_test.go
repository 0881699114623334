package syntax_test

import (
	"testing"

	"github.com/vtlkit/vtl/vtl/syntax"
)

// TestFormat checks what formatting changes, and what it leaves alone.
func TestFormat(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"#set( $a=1 )", "#set($a = 1)"},
		{"#set($a  =  $b+1) x  y", "#set($a = $b + 1) x  y"},
		{"#if( $a==1&&!$b )x#elseif( ! $c )y#end", "#if($a == 1 && !$b)x#elseif(!$c)y#end"},
		{"#if ($a)x#end", "#if ($a)x#end"},
		{"#foreach( $i  in  [ 1,2 ,3 ] )$i#end", "#foreach($i in [1, 2, 3])$i#end"},
		{"#foreach($i in [1 .. 3])$i#end", "#foreach($i in [1..3])$i#end"},
		{"#set($m={'a':1,'b' : [ 2 ]})", "#set($m = {'a': 1, 'b': [2]})"},
		{"#set($a = $b.c( 1,2 )[ 0 ].d)", "#set($a = $b.c( 1,2 )[ 0 ].d)"},
		{"#set($a = ( 1+2 )*3)", "#set($a = (1 + 2) * 3)"},
		{"#set($a = \"x $b+1 #if( $c )d#end\")", "#set($a = \"x $b+1 #if( $c )d#end\")"},
		{"#if($a ==\n  1 &&$b)x#end", "#if($a ==\n  1 && $b)x#end"},
		{"#macro( m $a  $b )$a#end#m( 1  $x )", "#macro(m $a $b)$a#end#m(1 $x)"},
		{"#unknown( $a )", "#unknown( $a )"},
		{"( a ,b ) $a.b( 1 ) ## #set( $x=1 )", "( a ,b ) $a.b( 1 ) ## #set( $x=1 )"},
		{"#literal()#set( $x=1 )#end#set( $y=2 )", "#literal()#set( $x=1 )#end#set($y = 2)"},
		{"#set($a = ${b}+$!{c.d})", "#set($a = ${b} + $!{c.d})"},
		{"#define( $d )x#end#evaluate( '$d' )#stop", "#define($d)x#end#evaluate('$d')#stop"},
	}
	for _, tt := range tests {
		got, err := syntax.Format(tt.text, syntax.Options{})
		if err != nil || got != tt.want {
			t.Errorf("%s\ngot  %s (%v)\nwant %s", tt.text, got, err, tt.want)
		}
		if again, _ := syntax.Format(got, syntax.Options{}); again != got {
			t.Errorf("%s\nformatted twice gives %s", got, again)
		}
	}
	if got, err := syntax.Format("#set( $a", syntax.Options{}); err == nil || got != "#set( $a" {
		t.Errorf("a template that does not parse: %q, %v", got, err)
	}
}
