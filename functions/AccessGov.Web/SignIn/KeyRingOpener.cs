using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace AccessGov.Web.SignIn;

/// <summary>
/// Opens what <see cref="KeyRingSeal"/> sealed. Every kept key names this class, so a new name signs everybody out once.
/// </summary>
/// <param name="services">The pages' services; Data Protection makes this object itself.</param>
internal sealed class KeyRingOpener(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyRingSeal>().Decrypt(encryptedElement);
}
