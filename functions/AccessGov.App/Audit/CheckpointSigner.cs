using System.Security.Cryptography;
using AccessGov.App.Hosting;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit;

/// <summary>
/// The ECDSA P-256 key that signs checkpoints, from an unencrypted PKCS#8 PEM file. Outside Windows nobody but the owner may have
/// rights on the file; on Windows the folder's access list guards it.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
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
    /// <exception cref="OutsideFailureException">The file is missing, open to others, or holds no P-256 private key.</exception>
    public static CheckpointSigner Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var key = ECDsa.Create();
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
                throw Refused("signing-key-exposed", path, "others than its owner have rights on it. Run chmod 600 on it; if strangers could read it, replace the key.");
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(false).Curve.Oid.Value != CheckpointKeys.P256) throw new CryptographicException("wrong curve");
            // Fails here rather than at the first checkpoint when the file has a public key only.
            key.SignHash(new byte[SHA256.HashSizeInBytes]);
            return new CheckpointSigner(key);
        }
        catch (Exception e)
        {
            key.Dispose();
            throw e switch
            {
                // The inner exception is left out: nothing of a key file may reach a log.
                CryptographicException or ArgumentException => Refused("signing-key-unusable", path, "it holds no unencrypted ECDSA P-256 private key in PEM."),
                IOException or UnauthorizedAccessException => FileFailures.Classified(e, $"Signing key '{path}'"),
                _ => e,
            };
        }
    }

    /// <summary>Opens the key, or makes one when the file is missing. Of two programs that start at once both get the same key.</summary>
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
                throw FileFailures.Classified(e, $"Signing key '{path}'");
            }
        }
        return Open(path);
    }

    /// <summary>The DER signature over SHA-256 of the bytes; goes into <see cref="SignedCheckpoint.Sign"/>.</summary>
    public byte[] Sign(byte[] text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static void Create(string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            using (var file = new FileStream(temporary, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem() + "\n"));
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

    private static OutsideFailureException Refused(string code, string path, string why) =>
        new(new OutsideFailure.Permanent(code), $"Signing key '{path}': {why}");
}
