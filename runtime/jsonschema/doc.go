// Package jsonschema checks JSON bodies against schemas of draft 4, the models of API Gateway, and says what is wrong
// in the words of the service, which are those of the Java library json-schema-validator.
//
//	s, err := jsonschema.Compile(map[string]string{"Order": `{"type": "object", "required": ["id"]}`}, "Order")
//	if err != nil {
//		return err
//	}
//	faults, err := s.Check([]byte(`{}`)) // object has missing required properties (["id"])
//
// A schema's parts are checked before the values inside the part: as in that library, members and elements of a value
// that is wrong itself are not looked at.
package jsonschema
