using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Campaign;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>Where mail to people goes, as one whole reading of the directory says.</summary>
internal sealed class MailAddresses
{
    private readonly ILookup<EmployeeId, DirectoryAccount> accounts;

    private MailAddresses(DirectorySnapshot snapshot) =>
        accounts = snapshot.Accounts.Where(a => a.EmployeeId is not null).ToLookup(a => a.EmployeeId!.Value);

    /// <summary>Reads the directory.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer whole: nobody is written to on half of it.</exception>
    public static async Task<MailAddresses> ReadAsync(Workspace workspace, CancellationToken ct) =>
        await workspace.Directory.CaptureAsync([], null, ct) switch
        {
            DirectoryRead.Complete(var read) => new MailAddresses(read),
            DirectoryRead.Incomplete(var failure, var what) => throw new OutsideFailureException(failure, what),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    /// <summary>Why a person has none; or the address.</summary>
    /// <param name="person">Who.</param>
    public (NoMail? Why, string? Address) Of(EmployeeId person)
    {
        var (why, address) = ReminderDecider.AddressOf([.. accounts[person]]);
        return (why, why is null ? address : null);
    }
}
