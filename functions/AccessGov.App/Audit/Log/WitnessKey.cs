using System.Text;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Kernel;
using NSec.Cryptography;

namespace AccessGov.App.Audit.Log;

/// <summary>A witness's Ed25519 key: 32 secret bytes in base64, in a file that nobody but its owner may read.</summary>
public sealed class WitnessKey : IDisposable
{
    private readonly Key key;

    private WitnessKey(Key key) => this.key = key;

    /// <summary>Opens a key.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OutsideFailureException">It is missing, open to others, or none.</exception>
    public static WitnessKey Open(string path)
    {
        try
        {
            if (OwnerOnly.IsExposed(path))
                throw Refused("witness-key-exposed", path, Wording.Of("Outside.key-exposed"));
            var secret = new byte[SignatureAlgorithm.Ed25519.PrivateKeySize];
            return
                Convert.TryFromBase64String(File.ReadAllText(path).Trim(), secret, out var length)
                && length == secret.Length
                && Key.TryImport(SignatureAlgorithm.Ed25519, secret, KeyBlobFormat.RawPrivateKey, out var key)
                ? new WitnessKey(key!)
                : throw Refused("witness-key-unusable", path, Wording.Of("Outside.key-no-bytes"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-key", path));
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <exception cref="OutsideFailureException">It exists, or cannot be made.</exception>
    public static WitnessKey Create(string path)
    {
        try
        {
            using var fresh = Key.Create(
                SignatureAlgorithm.Ed25519,
                new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }
            );
            using (var file = new FileStream(path, OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None)))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(fresh.Export(KeyBlobFormat.RawPrivateKey)) + "\n"));
                file.Flush(flushToDisk: true);
            }
            return Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-key", path));
        }
    }

    /// <summary>The key under the witness's name.</summary>
    /// <param name="name">The name.</param>
    public NoteSigner Of(NoteName name) =>
        new(
            NoteKey.Cosignature(name, key.PublicKey.Export(KeyBlobFormat.RawPublicKey)),
            data => SignatureAlgorithm.Ed25519.Sign(key, data)
        );

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static OutsideFailureException Refused(string code, string path, Wording why) =>
        new(new OutsideFailure.Permanent(code), Wording.Of("Outside.thing-why", Wording.Of("Outside.witness-key", path), why));
}
