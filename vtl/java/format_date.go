package java

import (
	"strconv"
	"strings"
	"time"
)

// Milliseconds of units of time.
const (
	millisOfSecond = 1000
	millisOfDay    = 24 * 60 * 60 * millisOfSecond
)

// formatTime is a point in time as java.util.GregorianCalendar divides it in UTC.
type formatTime struct {
	millis           int64 // since 1970
	year, month, day int   // the year of its era, the month from 1
	yearDay          int   // from 1
	weekDay          int   // from 0, Sunday
	milli            int   // of the day
}

// gregorianStart is the first day of the Gregorian calendar, 15 October 1582, in days since 1970. Java counts in the
// Julian calendar before.
const gregorianStart = -141427

// newFormatTime divides milliseconds since 1970.
func newFormatTime(millis int64) formatTime {
	days, milli := floorDiv(millis, millisOfDay)
	t := formatTime{millis: millis, milli: int(milli)}
	_, weekDay := floorDiv(days+int64(time.Thursday), 7)
	t.weekDay = int(weekDay)
	calendar := gregorianDate
	if days < gregorianStart {
		calendar = julianDate
	}
	year, month, day := calendar(days)
	t.month, t.day = month, day
	t.yearDay = int(days-firstDayOf(year)) + 1
	if year <= 0 {
		year = 1 - year
	}
	t.year = int(int32(year))
	return t
}

// firstDayOf returns the first of January of a year in days since 1970, in the calendar of that day.
func firstDayOf(year int64) int64 {
	if year <= 1582 {
		return julianDays(year)
	}
	return gregorianDays(year)
}

// floorDiv divides rounding down; the remainder is not negative.
func floorDiv(a, b int64) (quotient, remainder int64) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}

// gregorianDays returns the first of January of a year in the Gregorian calendar, in days since 1970.
func gregorianDays(year int64) int64 {
	y := year - 1
	q4, _ := floorDiv(y, 4)
	q100, _ := floorDiv(y, 100)
	q400, _ := floorDiv(y, 400)
	return y*365 + q4 - q100 + q400 - 719162
}

// julianDays returns the first of January of a year in the Julian calendar, in days since 1970.
func julianDays(year int64) int64 {
	q4, _ := floorDiv(year-1, 4)
	return (year-1)*365 + q4 - 719164
}

// gregorianDate returns the date of a day since 1970 in the Gregorian calendar.
func gregorianDate(days int64) (year int64, month, day int) {
	return dateOf(days, gregorianDays, 146097, 400)
}

// julianDate returns the date of a day since 1970 in the Julian calendar.
func julianDate(days int64) (year int64, month, day int) {
	return dateOf(days, julianDays, 1461, 4)
}

// dateOf returns the date of a day since 1970 in a calendar that repeats itself after a cycle of days and years.
func dateOf(days int64, begin func(year int64) int64, cycleDays, cycleYears int64) (year int64, month, day int) {
	cycles, rest := floorDiv(days-begin(1), cycleDays)
	year = cycles*cycleYears + rest/366 + 1
	for begin(year+1) <= days {
		year++
	}
	dayOfYear := int(days - begin(year))
	leap := begin(year+1)-begin(year) == 366
	for month = 1; ; month++ {
		n := monthDays[month-1] + b2i(leap && month == 2)
		if dayOfYear < n {
			return year, month, dayOfYear + 1
		}
		dayOfYear -= n
	}
}

// monthDays are the lengths of the months of a year that is not a leap year.
var monthDays = [12]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// printDate prints %t. Of what a template can have, only a Long is a point in time.
func (f *formatter) printDate(s *formatSpec, arg Value) error {
	switch v := arg.(type) {
	case nil:
		f.printText(s, "null")
	case Long:
		t := newFormatTime(int64(v))
		f.justify(s, s.cased(t.part(s.conv)))
	default:
		return s.failure(arg)
	}
	return nil
}

// composedDates are the conversions made of others.
var composedDates = map[byte]string{
	'R': "H:M", 'T': "H:M:S", 'r': "I:M:S p", 'c': "a b d H:M:S Z Y", 'D': "m/d/y", 'F': "Y-m-d",
}

// part returns what a conversion shows of t.
func (t formatTime) part(conv byte) string {
	if form, ok := composedDates[conv]; ok {
		var b strings.Builder
		for i := range len(form) {
			switch {
			case !isLetterRune(rune(form[i])):
				b.WriteByte(form[i])
			case form[i] == 'p':
				b.WriteString(strings.ToUpper(t.part('p')))
			default:
				b.WriteString(t.part(form[i]))
			}
		}
		return b.String()
	}
	if strings.IndexByte("HIklMSLNQspzZ", conv) >= 0 {
		return t.timePart(conv)
	}
	return t.datePart(conv)
}

// timePart returns what a conversion shows of the time of day or of the point in time.
func (t formatTime) timePart(conv byte) string {
	seconds := t.milli / millisOfSecond
	hour := seconds / 3600
	switch conv {
	case 'H':
		return twoDigits(hour)
	case 'I':
		return twoDigits((hour+11)%12 + 1)
	case 'k':
		return strconv.Itoa(hour)
	case 'l':
		return strconv.Itoa((hour+11)%12 + 1)
	case 'M':
		return twoDigits(seconds / 60 % 60)
	case 'S':
		return twoDigits(seconds % 60)
	case 'L':
		return padLeft(strconv.Itoa(t.milli%millisOfSecond), 3)
	case 'N':
		return padLeft(strconv.Itoa(t.milli%millisOfSecond*1_000_000), 9)
	case 'Q':
		return strconv.FormatInt(t.millis, 10)
	case 's':
		return strconv.FormatInt(t.millis/millisOfSecond, 10)
	case 'p':
		return [2]string{"am", "pm"}[hour/12]
	case 'z':
		return "+0000"
	}
	return "UTC"
}

// datePart returns what a conversion shows of the date.
func (t formatTime) datePart(conv byte) string {
	switch conv {
	case 'A':
		return time.Weekday(t.weekDay).String()
	case 'a':
		return time.Weekday(t.weekDay).String()[:3]
	case 'B':
		return time.Month(t.month).String()
	case 'b', 'h':
		return time.Month(t.month).String()[:3]
	case 'C':
		return twoDigits(t.year / 100)
	case 'Y':
		return padLeft(strconv.Itoa(t.year), 4)
	case 'y':
		return twoDigits(t.year % 100)
	case 'd':
		return twoDigits(t.day)
	case 'e':
		return strconv.Itoa(t.day)
	case 'j':
		return padLeft(strconv.Itoa(t.yearDay), 3)
	}
	return twoDigits(t.month)
}

// twoDigits returns n with at least two digits.
func twoDigits(n int) string { return padLeft(strconv.Itoa(n), 2) }
