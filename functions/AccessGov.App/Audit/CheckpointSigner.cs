using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit;

/// <summary>
/// The ECDSA P-256 key that signs checkpoints, from an unencrypted PKCS#8 PEM. It mostly is a file: outside Windows nobody but the owner
/// may have
/// rights on the file; on Windows the folder's access list guards it.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    private readonly ECDsa key;

    private CheckpointSigner(ECDsa key)
    {
        this.key = key;
        Key = KeyId.Of(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The key's id.</summary>
    public KeyId Key { get; }

    /// <summary>The <c>PUBLIC KEY</c> block that verifiers need, with a line feed at its end.</summary>
    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Opens a key that exists.</summary>
    /// <param name="path">Path of the private key in PEM.</param>
    /// <exception cref="OutsideFailureException">The file is missing, open to others, or holds no P-256 private key.</exception>
    public static CheckpointSigner Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (OwnerOnly.IsExposed(path))
                throw Refused("signing-key-exposed", path, Wording.Of("Outside.key-exposed-replace"));
            return OfPem(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.signing-key", path));
        }
    }

    /// <summary>The key in a PEM text.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="from">Where it is from; for messages.</param>
    /// <exception cref="OutsideFailureException">It holds no P-256 private key.</exception>
    public static CheckpointSigner OfPem(string pem, string from)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value != CheckpointKeys.P256)
                throw new CryptographicException("wrong curve");
            // Fails here rather than at the first checkpoint when there is a public key only.
            key.SignHash(new byte[SHA256.HashSizeInBytes]);
            return new CheckpointSigner(key);
        }
        // The inner exception is left out: nothing of a key may reach a log.
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw Refused("signing-key-unusable", from, Wording.Of("Outside.key-no-pem"));
        }
    }

    /// <summary>Opens the key, or makes one when the file is missing. Of two programs that start at once both get the same key.</summary>
    /// <param name="path">Path of the private key in PEM.</param>
    /// <exception cref="OutsideFailureException">As <see cref="Open"/>, or the file cannot be made.</exception>
    public static CheckpointSigner OpenOrCreate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            try
            {
                Create(Path.GetFullPath(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw FileFailures.Classified(e, Wording.Of("Outside.signing-key", path));
            }
        }
        return Open(path);
    }

    /// <summary>The same key as a log's: it signs notes under the log's name.</summary>
    /// <param name="origin">The log's name.</param>
    public NoteSigner NotesOf(NoteName origin) => new(NoteKey.Ecdsa(origin, key.ExportSubjectPublicKeyInfo()), Sign);

    /// <summary>The DER signature over SHA-256 of the bytes; goes into <see cref="SignedCheckpoint.Sign"/>.</summary>
    /// <param name="text">The checkpoint's bytes (<see cref="CheckpointText.Bytes"/>).</param>
    public byte[] Sign(byte[] text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>
    /// A secret that only the holder of this key can make, for another purpose than signing: nothing of the key can be found from it.
    /// </summary>
    /// <param name="purpose">What it is for; another purpose gives another secret.</param>
    /// <param name="bytes">How long it is.</param>
    public byte[] Derive(string purpose, int bytes)
    {
        var secret = key.ExportParameters(true).D!;
        try
        {
            return HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, bytes, info: Encoding.UTF8.GetBytes(purpose));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static void Create(string path)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            using (var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem() + "\n"));
                file.Flush(flushToDisk: true);
            }
            // The name being taken is fine: somebody else's key is then the key.
            ExclusiveRename.Try(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static OutsideFailureException Refused(string code, string path, Wording why) =>
        new(new OutsideFailure.Permanent(code), Wording.Of("Outside.thing-why", Wording.Of("Outside.signing-key", path), why));
}
