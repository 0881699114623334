// Command function-go is a function that misbehaves in the way its event asks for, for the tests of local functions.
// It speaks the Runtime API by hand.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"
)

// event is what the tests send.
type event struct {
	Mode string `json:"mode"`
	Size int    `json:"size"`
}

func main() {
	base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/"
	switch os.Getenv("FUNCTION_START") {
	case "exit":
		fmt.Println("no configuration")
		os.Exit(3)
	case "error":
		post(base+"init/error", `{"errorType":"Config","errorMessage":"no configuration"}`)
		time.Sleep(time.Minute)
	}
	for {
		res, err := http.Get(base + "invocation/next")
		if err != nil {
			fmt.Fprintln(os.Stderr, "next:", err)
			os.Exit(1)
		}
		payload, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != 200 {
			os.Exit(2)
		}
		serve(base, res.Header, payload)
	}
}

// serve handles one event.
func serve(base string, h http.Header, payload []byte) {
	var e event
	_ = json.Unmarshal(payload, &e)
	url := base + "invocation/" + h.Get("Lambda-Runtime-Aws-Request-Id") + "/"
	switch e.Mode {
	case "exit":
		fmt.Println("leaving")
		os.Exit(7)
	case "leave":
		os.Exit(0)
	case "hang":
		time.Sleep(time.Hour)
	case "slow":
		time.Sleep(300 * time.Millisecond)
		post(url+"response", fmt.Sprint(os.Getpid()))
	case "garbage":
		fmt.Print("\x00\xff binary\r\n{not json\nno end")
		post(url+"response", "<html>{not json")
	case "twice":
		first := post(url+"response", `"first"`)
		second := post(url+"response", `"second"`)
		fmt.Println("answers", first, second)
	case "stranger":
		fmt.Println("answer", post(base+"invocation/no-such-id/response", "1"))
		post(url+"response", `"known"`)
	case "huge":
		fmt.Println("answer", post(url+"response", `"`+strings.Repeat("a", e.Size)+`"`))
	case "skip":
	case "error":
		post(url+"error", `{"errorMessage":"Malformed pet","errorType":"PetError"}`)
	case "answer-and-exit":
		post(url+"response", `"bye"`)
		os.Exit(0)
	case "child":
		c := exec.Command("sleep", "3600")
		_ = c.Start()
		post(url+"response", fmt.Sprint(c.Process.Pid))
	case "headers":
		b, _ := json.Marshal(map[string]string{
			"arn": h.Get("Lambda-Runtime-Invoked-Function-Arn"), "trace": h.Get("Lambda-Runtime-Trace-Id"),
			"client": h.Get("Lambda-Runtime-Client-Context"), "name": os.Getenv("AWS_LAMBDA_FUNCTION_NAME"), "region": os.Getenv("AWS_REGION"),
		})
		post(url+"response", string(b))
	case "lines":
		fmt.Print("one\ntwo\n\nlast without end")
		post(url+"response", "null")
	case "pid":
		post(url+"response", fmt.Sprint(os.Getpid()))
	default:
		post(url+"response", string(payload))
	}
}

// post sends a body and returns the status.
func post(url, body string) int {
	res, err := http.Post(url, "application/json", bytes.NewReader([]byte(body)))
	if err != nil {
		fmt.Println("post:", err)
		return 0
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body)
	return res.StatusCode
}
