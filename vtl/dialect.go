package vtl

import "github.com/vtlkit/vtl/vtl/internal/exec"

// Dialect names what differs between products that speak VTL. Its zero value is Velocity17 without a name.
type Dialect = exec.Dialect

var (
	// Velocity17 is Apache Velocity 1.7 with the configuration it is shipped with: a reference without value
	// prints its own source.
	Velocity17 = Dialect{Name: "velocity-1.7"}
	// APIGateway is what Amazon API Gateway does with mapping templates, as far as recordings show: a reference
	// without value reads as the empty string. Whether an empty string is true as a condition there is not known;
	// this value follows Velocity, where it is.
	APIGateway = Dialect{Name: "apigateway", NullIsEmpty: true}
)
