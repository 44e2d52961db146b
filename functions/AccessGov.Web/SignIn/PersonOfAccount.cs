using AccessGov.App.Composition;
using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.SignIn;

/// <summary>Whose account it is that Entra signed in. Closed.</summary>
internal abstract record PersonOfAccount
{
    private PersonOfAccount() { }

    /// <summary>One person's.</summary>
    /// <param name="Worker">Whose.</param>
    internal sealed record Of(EmployeeId Worker) : PersonOfAccount;

    /// <summary>Nobody's, as far as anybody can tell.</summary>
    /// <param name="Code">Why, as the page of refusals words it.</param>
    internal sealed record Nobodys(string Code) : PersonOfAccount;

    /// <summary>Asks the directory; what the token says besides the account is not believed.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="account">The account's object id, as the token says it (<c>oid</c>).</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer.</exception>
    public static async Task<PersonOfAccount> FindAsync(Installation installation, Guid account, CancellationToken ct)
    {
        var directory = installation.Workspace.Directory;
        if ((await directory.LookAsync([account], ct))[account] is not AccountNow.Present { Account: var now })
            return new Nobodys("no-account");
        if (!now.Enabled)
            return new Nobodys("disabled");
        if (now.IsGuest)
            return new Nobodys("guest");
        if (now.EmployeeId is not { } id)
            return new Nobodys("no-number");
        // Two accounts under one number are nobody's until people have decided.
        return await directory.FindByEmployeeIdAsync(id, ct) is { } only && only.ObjectId == account
            ? new Of(id)
            : new Nobodys("doubled-number");
    }
}
