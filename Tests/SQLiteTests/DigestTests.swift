import Digest
import Testing

@Suite struct DigestTests {
    /// Test vectors of FIPS 180-4 (SHA-256).
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 of the standard's texts`(text: String, hex: String) {
        #expect(SHA256.digest(text).hex == hex)
        #expect(SHA256.digest(Array(text.utf8)).hex == hex)
        var pieces = SHA256()
        for byte in text.utf8 { pieces.update([byte]) }
        #expect(pieces.digest().hex == hex)
    }

    @Test func `a copy of a running hash goes on alone`() {
        var one = SHA256()
        one.update("ab")
        var two = one
        one.update("c")
        two.update("d")
        #expect(one.digest() == SHA256.digest("abc"))
        #expect(two.digest() == SHA256.digest("abd"))
        #expect(one.digest() == one.digest())
    }

    /// Test cases 1, 2 and 6 of RFC 4231, and an empty key.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ])
    func `HMAC-SHA256 of the standard's keys`(key: [UInt8], text: String, hex: String) {
        #expect(HMACSHA256.code(of: Array(text.utf8), key: key).hex == hex)
    }

    @Test func `hexadecimal digits there and back`() {
        #expect(Hex.text([0, 1, 0xAB, 0xFF]) == "0001abff")
        #expect(Hex.bytes("0001ABff") == [0, 1, 0xAB, 0xFF])
        #expect(Hex.bytes("") == [])
        #expect(Hex.bytes("abc") == nil)
        #expect(Hex.bytes("zz") == nil)
        #expect(Digest256(hex: "ab") == nil)
    }

    @Test func `a digest matches itself and nothing else`() {
        let digest = SHA256.digest("a")
        var other = digest.bytes
        other[31] ^= 1
        #expect(digest.matches(SHA256.digest("a")))
        #expect(Digest256(bytes: other).map { digest.matches($0) } == false)
        #expect(!digest.matches(.zero))
    }
}
