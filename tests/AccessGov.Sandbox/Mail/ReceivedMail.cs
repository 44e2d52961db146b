using System.Text;
using MimeKit;

namespace AccessGov.Sandbox.Mail;

/// <summary>A mail as the server took it.</summary>
/// <param name="From">Who sends, by the envelope.</param>
/// <param name="To">To whom, by the envelope.</param>
/// <param name="User">Who had signed in; null for nobody.</param>
/// <param name="IsEncrypted">Whether the way was.</param>
/// <param name="Content">The text as it came, without the dots that stand for dots.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string? User, bool IsEncrypted, string Content)
{
    /// <summary>Its parts.</summary>
    public MimeMessage Read()
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(Content));
        return MimeMessage.Load(stream);
    }
}
