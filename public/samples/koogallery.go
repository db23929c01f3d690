// Verifies calls from KooGallery and signs answers to it. Go 1.19 or later, standard library only.
// Self-test against the known answers served at /vectors/signing.json: go run koogallery.go signing.json
package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

const windowMs = 60_000

func hmacSHA256(key string, message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(message)
	return mac.Sum(nil)
}

// RequestSignature is that of V2.0: both HMACs use the access key, the inner one in lower-case hexadecimal.
func RequestSignature(rawBody []byte, timestamp, nonce, accessKey string) string {
	inner := hex.EncodeToString(hmacSHA256(accessKey, rawBody))
	return hex.EncodeToString(hmacSHA256(accessKey, []byte(accessKey+nonce+timestamp+inner)))
}

// Nonces of one process. With several, share them: in Redis, SET nonce 1 NX PX 120000.
type Nonces struct {
	mutex sync.Mutex
	until map[string]int64
}

// Add is false when the nonce still counts. One step under the lock, so that two calls at once cannot both pass.
func (nonces *Nonces) Add(nonce string, untilMs, nowMs int64) bool {
	nonces.mutex.Lock()
	defer nonces.mutex.Unlock()
	if nonces.until == nil {
		nonces.until = map[string]int64{}
	}
	for known, end := range nonces.until {
		if end < nowMs {
			delete(nonces.until, known)
		}
	}
	if _, isKnown := nonces.until[nonce]; isKnown {
		return false
	}
	nonces.until[nonce] = untilMs
	return true
}

// The reasons why a call is refused.
var (
	ErrMissing   = errors.New("something is missing")
	ErrTimestamp = errors.New("timestamp is malformed")
	ErrWindow    = errors.New("timestamp is outside the window")
	ErrSignature = errors.New("signature differs")
	ErrReplayed  = errors.New("nonce was used before")
)

// KooGallery sends milliseconds; the older guide says seconds.
var timestampForm = regexp.MustCompile(`^([0-9]{10}|[0-9]{13})$`)

// Verify judges a V2.0 call. It returns nil when the call is genuine, else the reason for your log; then answer
// resultCode 000001. rawBody are the bytes as they came (io.ReadAll of the request's body): JSON that was parsed and
// written again has other bytes. Signature, timestamp and nonce come from the query, URL-decoded once.
func Verify(rawBody []byte, signature, timestamp, nonce, accessKey string, nonces *Nonces, nowMs int64) error {
	if accessKey == "" || signature == "" || timestamp == "" || nonce == "" {
		return ErrMissing
	}
	if !timestampForm.MatchString(timestamp) {
		return ErrTimestamp
	}
	sentMs, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return ErrTimestamp
	}
	if len(timestamp) == 10 {
		sentMs *= 1000
	}
	if age := nowMs - sentMs; age > windowMs || age < -windowMs {
		return ErrWindow
	}
	expected := RequestSignature(rawBody, timestamp, nonce, accessKey)
	// ConstantTimeCompare does not tell by its duration where two values differ.
	if subtle.ConstantTimeCompare([]byte(strings.ToLower(signature)), []byte(expected)) != 1 {
		return ErrSignature
	}
	// Only now: whoever cannot sign must not be able to fill the memory.
	if !nonces.Add(nonce, sentMs+windowMs, nowMs) {
		return ErrReplayed
	}
	return nil
}

// BodySign is the value of the header Body-Sign. Sign the very bytes that you send. Go writes the name in this case
// over HTTP/1.1; HTTP/2 writes every name in lower case.
func BodySign(rawBody []byte, accessKey string) string {
	signature := base64.StdEncoding.EncodeToString(hmacSHA256(accessKey, rawBody))
	return fmt.Sprintf(`sign_type="HMAC-SHA256", signature="%s"`, signature)
}

// AuthToken is that of V1.0: all parameters but authToken, URL-decoded once; timeStamp is in the key and in the text.
func AuthToken(parameters map[string]string, accessKey string) string {
	var names []string
	for name := range parameters {
		if name != "authToken" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var pairs []string
	for _, name := range names {
		pairs = append(pairs, name+"="+parameters[name])
	}
	text := strings.Join(pairs, "&")
	return base64.StdEncoding.EncodeToString(hmacSHA256(accessKey+parameters["timeStamp"], []byte(text)))
}

// IsGenuineV1 says whether the token is right, however old it is: VerifyV1 looks at the time as well.
func IsGenuineV1(parameters map[string]string, accessKey string) bool {
	expected := AuthToken(parameters, accessKey)
	return accessKey != "" && subtle.ConstantTimeCompare([]byte(parameters["authToken"]), []byte(expected)) == 1
}

// yyyyMMddHHmmss or yyyyMMddHHmmssSSS in UTC.
var timeStampForm = regexp.MustCompile(`^[0-9]{14}([0-9]{3})?$`)

// VerifyV1 judges a V1.0 call. It returns nil when the call is genuine, else the reason for your log; then answer
// resultCode 000001. V1.0 documents no time window: that of V2.0 keeps a call that somebody found in a log from being
// good for ever. The parameters are the whole query, URL-decoded once.
func VerifyV1(parameters map[string]string, accessKey string, nowMs int64) error {
	timeStamp := parameters["timeStamp"]
	if accessKey == "" || timeStamp == "" || parameters["authToken"] == "" {
		return ErrMissing
	}
	if !timeStampForm.MatchString(timeStamp) {
		return ErrTimestamp
	}
	sent, err := time.Parse("20060102150405", timeStamp[:14])
	if err != nil {
		return ErrTimestamp
	}
	milliseconds, err := strconv.ParseInt((timeStamp + "000")[14:17], 10, 64)
	if err != nil {
		return ErrTimestamp
	}
	if age := nowMs - sent.UnixMilli() - milliseconds; age > windowMs || age < -windowMs {
		return ErrWindow
	}
	if !IsGenuineV1(parameters, accessKey) {
		return ErrSignature
	}
	return nil
}

// aesKey is what Java's KeyGenerator makes of a SHA1PRNG seeded with the access key; Java adds signed bytes.
func aesKey(accessKey, encryptType string) []byte {
	state := sha1.Sum([]byte(accessKey))
	var output []byte
	for i := 0; i < 2; i++ {
		block := sha1.Sum(state[:])
		output = append(output, block[:]...)
		carry := 1
		for at := range state {
			sum := int(int8(state[at])) + int(int8(block[at])) + carry
			state[at] = byte(sum)
			carry = sum >> 8
		}
	}
	if encryptType == "1" {
		return output[:32]
	}
	return output[:16]
}

// NewIV draws sixteen letters and digits, new for every field.
func NewIV() (string, error) {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	iv := make([]byte, aes.BlockSize)
	for at := range iv {
		drawn, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
		if err != nil {
			return "", err
		}
		iv[at] = letters[drawn.Int64()]
	}
	return string(iv), nil
}

// EncryptField encrypts for encryptType "1" with AES-256, "2" with AES-128. userName and password: at most 79 bytes
// of UTF-8 fit into 128 characters.
func EncryptField(plaintext, accessKey, encryptType, iv string) (string, error) {
	block, err := aes.NewCipher(aesKey(accessKey, encryptType))
	if err != nil {
		return "", err
	}
	if len(iv) != aes.BlockSize {
		return "", errors.New("the initialisation vector must have 16 characters")
	}
	fill := aes.BlockSize - len(plaintext)%aes.BlockSize
	padded := append([]byte(plaintext), bytes.Repeat([]byte{byte(fill)}, fill)...)
	cipher.NewCBCEncrypter(block, []byte(iv)).CryptBlocks(padded, padded)
	return iv + base64.StdEncoding.EncodeToString(padded), nil
}

// DecryptField fails when key, type or text do not belong together.
func DecryptField(ciphertext, accessKey, encryptType string) (string, error) {
	errCiphertext := errors.New("key, type or ciphertext is wrong")
	if len(ciphertext) < aes.BlockSize {
		return "", errCiphertext
	}
	text, err := base64.StdEncoding.DecodeString(ciphertext[aes.BlockSize:])
	if err != nil || len(text) == 0 || len(text)%aes.BlockSize != 0 {
		return "", errCiphertext
	}
	block, err := aes.NewCipher(aesKey(accessKey, encryptType))
	if err != nil {
		return "", err
	}
	cipher.NewCBCDecrypter(block, []byte(ciphertext[:aes.BlockSize])).CryptBlocks(text, text)
	fill := int(text[len(text)-1])
	if fill < 1 || fill > aes.BlockSize || !bytes.HasSuffix(text, bytes.Repeat([]byte{byte(fill)}, fill)) {
		return "", errCiphertext
	}
	return string(text[:len(text)-fill]), nil
}

// What follows is the self-test: leave it out of your product.

type entry struct {
	AccessKey, EncryptType, IV, Plaintext, Ciphertext, AuthToken, Body, Header, Nonce, Timestamp, Signature string
	Params                                                                                                  map[string]string
}

func isRequestRight(e entry) bool {
	body := []byte(e.Body)
	sentMs, err := strconv.ParseInt((e.Timestamp + "000")[:13], 10, 64)
	if err != nil {
		return false
	}
	judge := func(rawBody []byte, nonces *Nonces, nowMs int64) error {
		return Verify(rawBody, strings.ToUpper(e.Signature), e.Timestamp, e.Nonce, e.AccessKey, nonces, nowMs)
	}
	nonces := &Nonces{}
	return RequestSignature(body, e.Timestamp, e.Nonce, e.AccessKey) == e.Signature &&
		judge(body, nonces, sentMs+windowMs) == nil &&
		judge(body, nonces, sentMs) == ErrReplayed &&
		judge(body, &Nonces{}, sentMs-windowMs) == nil &&
		judge(body, &Nonces{}, sentMs+windowMs+1) == ErrWindow &&
		judge(body, &Nonces{}, sentMs-windowMs-1) == ErrWindow &&
		judge(append(body, ' '), &Nonces{}, sentMs) == ErrSignature
}

func isTokenRight(e entry) bool {
	e.Params["authToken"] = e.AuthToken
	isGenuine := IsGenuineV1(e.Params, e.AccessKey)
	e.Params["orderId"] = "another"
	return isGenuine && !IsGenuineV1(e.Params, e.AccessKey) && isWindowRight(e)
}

func isWindowRight(e entry) bool {
	sentMs := time.Date(2026, time.March, 1, 8, 0, 0, 123_000_000, time.UTC).UnixMilli()
	e.Params["timeStamp"] = "20260301080000123"
	e.Params["authToken"] = AuthToken(e.Params, e.AccessKey)
	judge := func(nowMs int64) error { return VerifyV1(e.Params, e.AccessKey, nowMs) }
	isKept := judge(sentMs+windowMs) == nil &&
		judge(sentMs-windowMs) == nil &&
		judge(sentMs+windowMs+1) == ErrWindow &&
		judge(sentMs-windowMs-1) == ErrWindow
	e.Params["orderId"] = "one more"
	isCovered := judge(sentMs) == ErrSignature
	e.Params["timeStamp"] = "2026"
	return isKept && isCovered && judge(sentMs) == ErrTimestamp
}

func isEncryptionRight(e entry) bool {
	ciphertext, err := EncryptField(e.Plaintext, e.AccessKey, e.EncryptType, e.IV)
	if err != nil || ciphertext != e.Ciphertext {
		return false
	}
	plaintext, err := DecryptField(ciphertext, e.AccessKey, e.EncryptType)
	return err == nil && plaintext == e.Plaintext
}

func main() {
	if len(os.Args) < 2 {
		fmt.Println("usage: go run koogallery.go signing.json")
		os.Exit(2)
	}
	input := os.Stdin
	if os.Args[1] != "-" {
		file, err := os.Open(os.Args[1])
		if err != nil {
			panic(err)
		}
		input = file
	}
	text, err := io.ReadAll(input)
	if err != nil {
		panic(err)
	}
	var groups map[string][]entry
	if err := json.Unmarshal(text, &groups); err != nil {
		panic(err)
	}
	checks := map[string]func(entry) bool{
		"requestSignature": isRequestRight,
		"bodySign":         func(e entry) bool { return BodySign([]byte(e.Body), e.AccessKey) == e.Header },
		"authToken":        isTokenRight,
		"encryption":       isEncryptionRight,
	}
	passed, failed := 0, 0
	for group, entries := range groups {
		for index, one := range entries {
			if check, isKnown := checks[group]; isKnown && check(one) {
				passed++
			} else {
				failed++
				fmt.Printf("%s[%d] failed\n", group, index)
			}
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
