using AccessGov.App.Composition;
using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.SignIn;

/// <summary>Whose account it is that Entra signed in.</summary>
internal static class PersonOfAccount
{
    /// <summary>The person, or null: the account is gone, shut, a guest's, carries no number, or a number that another carries too.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="account">The account's object id, as the token says it (<c>oid</c>).</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer.</exception>
    public static async Task<EmployeeId?> FindAsync(Installation installation, Guid account, CancellationToken ct)
    {
        var directory = installation.Workspace.Directory;
        var now = (await directory.LookAsync([account], ct))[account];
        if (now is not AccountNow.Present { Account: { Enabled: true, IsGuest: false, EmployeeId: { } id } })
            return null;
        // Two accounts under one number are nobody's until people have decided.
        return await directory.FindByEmployeeIdAsync(id, ct) is { } own && own.ObjectId == account ? id : null;
    }
}
