package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECKey;
import java.security.spec.NamedParameterSpec;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of bundles by Ed25519 (RFC 8032). What is signed is the manifest, which has the digests of all other entries,
 * behind a line that says what for, so that the signature is good for nothing else.
 */
final class Signatures {
    static final String NAME = "signature.json";

    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PURPOSE = "millwork-bundle-signature 1\n".getBytes(StandardCharsets.US_ASCII);

    private Signatures() {}

    /** Refuses keys of other kinds. */
    static void checked(Key key) {
        if (key instanceof EdECKey ed && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) return;
        throw new IllegalArgumentException("Expected a key of " + ALGORITHM + " but found one of " + key.getAlgorithm()
                + ". Make one with KeyPairGenerator.getInstance(\"" + ALGORITHM + "\").");
    }

    static byte[] sign(byte[] manifest, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(PURPOSE);
            signature.update(manifest);
            return Manifest.bytes(State.empty().with("algorithm", ALGORITHM).with("signature", signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Expected a key to sign with but it cannot: " + e.getMessage(), e);
        }
    }

    /** Refuses a file that was signed with none of some keys; where there are none, any file will do. */
    static void check(Map<String, byte[]> contents, Collection<PublicKey> trusted) {
        if (trusted.isEmpty()) return;
        byte @Nullable [] entry = contents.get(NAME);
        byte @Nullable [] manifest = contents.get(Manifest.NAME);
        if (entry == null || manifest == null) {
            throw new BundleException(
                    "Expected a signature but there is none. Have its owner save it signed, or load it "
                            + "without a key if you trust the file.");
        }
        byte[] signature = Manifest.state(entry).bytes("signature");
        for (PublicKey key : trusted) {
            if (verifies(signature, manifest, key)) return;
        }
        throw new BundleException("Expected a signature of one that is trusted but it is not, or the file was changed. "
                + "Fetch it again from whom you trust.");
    }

    private static boolean verifies(byte[] bytes, byte[] manifest, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(PURPOSE);
            signature.update(manifest);
            return signature.verify(bytes);
        } catch (GeneralSecurityException e) {
            return false; // not of the form of a signature, or no such key
        }
    }
}
