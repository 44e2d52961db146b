using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using AccessGov.App.Audit;
using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace AccessGov.Web.SignIn;

/// <summary>
/// Encrypts the keys that protect cookies (AES-256-GCM) under a secret of the signing key
/// (<c>signingKeyFile</c>): that one lies in a file of its owner's or in a vault and never in the store, so whoever reads the store alone
/// forges no session.
/// </summary>
/// <param name="installation">Opens the installation, or throws.</param>
internal sealed class KeyRingSeal(Func<Installation> installation) : IXmlEncryptor
{
    private const string Purpose = "accessgov portal keyring 1";
    private const int SecretBytes = 32;
    private const string Sealed = "sealed",
        Nonce = "nonce",
        Tag = "tag";

    // As Data Protection writes the keys that it keeps; it reads nothing else.
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName NeedsEncryption = Protection + "requiresEncryption";
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize,
        TagBytes = AesGcm.TagByteSizes.MaxSize;

    /// <inheritdoc/>
    /// <exception cref="OutsideFailureException">The signing key is missing, exposed or out of reach.</exception>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, tag, hidden) = (RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[plain.Length]);
        using var cipher = new AesGcm(Secret(), TagBytes);
        cipher.Encrypt(nonce, plain, hidden, tag);
        CryptographicOperations.ZeroMemory(plain);
        return new EncryptedXmlInfo(
            new XElement(
                Sealed,
                new XAttribute(Nonce, Convert.ToBase64String(nonce)),
                new XAttribute(Tag, Convert.ToBase64String(tag)),
                Convert.ToBase64String(hidden)
            ),
            typeof(KeyRingOpener)
        );
    }

    /// <summary>The element that was encrypted.</summary>
    /// <exception cref="CryptographicException">Another signing key sealed it, or it was altered.</exception>
    /// <exception cref="OutsideFailureException">The signing key is missing, exposed or out of reach.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var hidden = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[hidden.Length];
        using var cipher = new AesGcm(Secret(), TagBytes);
        cipher.Decrypt(Bytes(Nonce), hidden, Bytes(Tag), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));

        byte[] Bytes(string name) => Convert.FromBase64String(encryptedElement.Attribute(name)?.Value ?? "");
    }

    /// <summary>Encrypts what a former version kept as it was.</summary>
    /// <param name="key">A kept key; sealed in its place.</param>
    /// <returns>True when something in it was not encrypted.</returns>
    public bool Seal(XElement key)
    {
        var open = key.Descendants().Where(e => (bool?)e.Attribute(NeedsEncryption) == true).ToArray();
        foreach (var secret in open)
        {
            var info = Encrypt(secret);
            secret.ReplaceWith(
                new XElement(
                    Protection + "encryptedSecret",
                    new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!),
                    info.EncryptedElement
                )
            );
        }
        return open.Length > 0;
    }

    private byte[] Secret()
    {
        var of = installation();
        // Never made here when it was there before and is lost: a new one would let the record look forged.
        using var key =
            OldChain.SignerAsync(of.Workspace, of.SigningKey, CancellationToken.None).GetAwaiter().GetResult()
            ?? throw new OutsideFailureException(
                new OutsideFailure.Permanent("signing-key-missing"),
                Wording.Of("Outside.cookie-key-gone", of.Settings.SigningKeyFile)
            );
        return key.Derive(Purpose, SecretBytes);
    }
}
