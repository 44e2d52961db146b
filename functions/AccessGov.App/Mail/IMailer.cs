using AccessGov.App.Failures;
using AccessGov.Core.Campaign;

namespace AccessGov.App.Mail;

/// <summary>What hands a mail over for delivery: Graph, or a server that speaks SMTP.</summary>
public interface IMailer
{
    /// <summary>Hands one mail over. Nothing is tried again here: a reply that was lost may stand for a mail that was taken.</summary>
    /// <param name="to">The address.</param>
    /// <param name="letter">The text.</param>
    /// <param name="ct">Cancels the operation; the mail may have been taken all the same.</param>
    /// <returns>Null when it was taken; else why this address was not, and others may be.</returns>
    /// <exception cref="OutsideFailureException">No mail goes out, whoever it is for.</exception>
    Task<AddressRefusal?> SendAsync(string to, Letter letter, CancellationToken ct);
}
