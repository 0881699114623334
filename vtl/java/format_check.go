package java

import (
	"strconv"
	"strings"
)

// unknownConversion returns the exception for a specifier that does not exist.
func unknownConversion(c string) error {
	return Throw("java.util.UnknownFormatConversionException", "Conversion = '"+c+"'")
}

// mismatch returns the exception for a flag that the conversion does not take.
func (s *formatSpec) mismatch(flag formatFlags) error {
	return Throw("java.util.FormatFlagsConversionMismatchException", "Conversion = "+string(rune(s.conv))+", Flags = "+flag.String())
}

// failure returns the exception for an argument the conversion does not take.
func (s *formatSpec) failure(arg Value) error {
	return Throw("java.util.IllegalFormatConversionException", string(rune(s.conv))+" != "+arg.Class().Name)
}

// missingWidth returns the exception for a flag that needs a width.
func (s *formatSpec) missingWidth() error {
	return Throw("java.util.MissingFormatWidthException", s.String())
}

// badFlags returns the exception for flags that contradict each other.
func (s *formatSpec) badFlags() error {
	return Throw("java.util.IllegalFormatFlagsException", "Flags = '"+s.flags.String()+"'")
}

// badPrecision returns the exception for a precision where there can be none.
func (s *formatSpec) badPrecision() error {
	return Throw("java.util.IllegalFormatPrecisionException", strconv.Itoa(s.precision))
}

// finish sets the conversion and checks the specifier as far as Java does before it sees arguments.
func (s *formatSpec) finish(c byte) error {
	if s.date {
		s.convert(c)
		return s.checkDate()
	}
	if !isConversion(c) {
		return unknownConversion(string(rune(c)))
	}
	s.convert(c)
	switch s.conv {
	case 'b', 'h', 's':
		return s.checkGeneral()
	case 'c':
		return s.checkCharacter()
	case 'd', 'o', 'x':
		return s.checkInteger()
	case 'a', 'e', 'f', 'g':
		return s.checkFloat()
	}
	return s.checkText()
}

// without returns the exception for the first of the flags in signs that is set.
func (s *formatSpec) without(signs string) error {
	for i := range len(signs) {
		if flag := formatFlags(1) << strings.IndexByte(formatFlagSigns, signs[i]); s.flags.has(flag) {
			return s.mismatch(flag)
		}
	}
	return nil
}

// checkLeft returns the exception for - without a width.
func (s *formatSpec) checkLeft() error {
	if s.width == -1 && s.flags.has(formatLeft) {
		return s.missingWidth()
	}
	return nil
}

// checkGeneral checks %b, %h and %s.
func (s *formatSpec) checkGeneral() error {
	if s.conv != 's' && s.flags.has(formatAlternate) {
		return s.mismatch(formatAlternate)
	}
	if err := s.checkLeft(); err != nil {
		return err
	}
	return s.without("+ 0,(")
}

// checkDate checks %t.
func (s *formatSpec) checkDate() error {
	if s.precision != -1 {
		return s.badPrecision()
	}
	if strings.IndexByte("HILMNQSTZklpszABCYabdehjmyDFRcr", s.conv) < 0 {
		return unknownConversion("t" + string(rune(s.conv)))
	}
	if err := s.without("#+ 0,("); err != nil {
		return err
	}
	return s.checkLeft()
}

// checkCharacter checks %c.
func (s *formatSpec) checkCharacter() error {
	if s.precision != -1 {
		return s.badPrecision()
	}
	if err := s.without("#+ 0,("); err != nil {
		return err
	}
	return s.checkLeft()
}

// checkNumeric checks what all numeric conversions have in common.
func (s *formatSpec) checkNumeric() error {
	if s.width == -1 && (s.flags.has(formatLeft) || s.flags.has(formatZero)) {
		return s.missingWidth()
	}
	if s.flags.has(formatPlus|formatSpace) || s.flags.has(formatLeft|formatZero) {
		return s.badFlags()
	}
	return nil
}

// checkInteger checks %d, %o and %x.
func (s *formatSpec) checkInteger() error {
	if err := s.checkNumeric(); err != nil {
		return err
	}
	if s.precision != -1 {
		return s.badPrecision()
	}
	if s.conv == 'd' {
		return s.without("#")
	}
	return s.without(",")
}

// checkFloat checks %a, %e, %f and %g.
func (s *formatSpec) checkFloat() error {
	if err := s.checkNumeric(); err != nil {
		return err
	}
	return s.without(map[byte]string{'a': "(,", 'e': ",", 'g': "#"}[s.conv])
}

// checkText checks %% and %n.
func (s *formatSpec) checkText() error {
	if s.precision != -1 {
		return s.badPrecision()
	}
	if s.conv == 'n' {
		if s.width != -1 {
			return Throw("java.util.IllegalFormatWidthException", strconv.Itoa(s.width))
		}
		if s.flags != 0 {
			return s.badFlags()
		}
		return nil
	}
	if s.flags != 0 && s.flags != formatLeft {
		return s.badFlags()
	}
	return s.checkLeft()
}
