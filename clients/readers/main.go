// Reads every example into its generated type and writes it again: what was told must be there.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
)

func main() {
	files, _ := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		told, err := os.ReadFile(file)
		check(name, err)
		event := made(name)
		decoder := json.NewDecoder(bytes.NewReader(told))
		decoder.DisallowUnknownFields()
		check(name, decoder.Decode(event))
		again, err := json.Marshal(event)
		check(name, err)
		compare(name, parsed(told), parsed(again))
	}
	fmt.Println("read", len(files))
}

func parsed(text []byte) (found any) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	check(string(text), decoder.Decode(&found))
	return found
}

// A text or a list that is null is told as one that is empty, and an optional member that is empty is left out.
func compare(place string, told, again any) {
	if isEmpty(told) && isEmpty(again) {
		return
	}
	switch value := told.(type) {
	case map[string]any:
		other, _ := again.(map[string]any)
		for name, inner := range value {
			compare(place+"."+name, inner, other[name])
		}
	case []any:
		other, _ := again.([]any)
		if len(value) != len(other) {
			check(place, fmt.Errorf("%v is %v", told, again))
		}
		for n, inner := range value {
			compare(fmt.Sprintf("%s[%d]", place, n), inner, other[n])
		}
	default:
		if !reflect.DeepEqual(told, again) {
			check(place, fmt.Errorf("%v is %v", told, again))
		}
	}
}

func isEmpty(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return value == ""
	case bool:
		return !value
	case json.Number:
		return value == "0"
	case []any:
		return len(value) == 0
	}
	return false
}

func check(place string, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, place+":", err)
		os.Exit(1)
	}
}
