using AccessGov.App.Composition;
using AccessGov.App.Enrolment;
using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Web.SignIn;

/// <summary>Who sits before the browser, as personnel and the table of operators know the person at this moment.</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Name">氏名.</param>
/// <param name="Unit">所属.</param>
/// <param name="Post">職名; may be empty.</param>
/// <param name="Roles">What the table of operators that is in force gives.</param>
public sealed record SignedIn(EmployeeId Id, string Name, string Unit, string Post, IReadOnlySet<OperatorRole> Roles)
{
    /// <summary>True while nothing but a ticket says who this is: a key may be enrolled, and nothing else is shown or done.</summary>
    public bool OnlyEnrols { get; init; }

    /// <summary>
    /// What app roles of Entra gave when the person signed in. One person alone can give them, so they open pages and the work on
    /// incidents, and neither the counter nor an approval.
    /// </summary>
    public IReadOnlySet<OperatorRole> EntraRoles { get; init; } = new HashSet<OperatorRole>();

    /// <summary>True for whoever the table of operators lets do something: hand out keys, and what else two people answer for.</summary>
    public bool IsInTable => Roles.Any(r => r != OperatorRole.Auditor);

    /// <summary>
    /// True for 情報システム課: whoever the table of operators lets do something, and whoever an app role does. Whom the table has as 監査人
    /// alone no app role makes more.
    /// </summary>
    public bool IsOperator => IsInTable || EntraRoles.Contains(OperatorRole.Operator) && Roles.Count == 0;

    /// <summary>True for whoever may read what 情報システム課 works with: they themselves, and 監査人.</summary>
    public bool MayRead => Roles.Count > 0 || EntraRoles.Count > 0;

    /// <summary>True for 監査人 who are nothing else.</summary>
    public bool OnlyReads => MayRead && !IsOperator;

    /// <summary>True for whoever may agree to what others asked for.</summary>
    public bool MayApprove => Roles.Contains(OperatorRole.Approver) || Roles.Contains(OperatorRole.Officer);

    /// <summary>Units that the person heads today (所属長), by code.</summary>
    public IReadOnlyList<OrgCode> Heads { get; init; } = [];

    /// <summary>True for 所属長.</summary>
    public bool IsHead => Heads.Count > 0;

    /// <summary>True for whoever may read where sealed accounts have a page: one is sealed, open, or not reviewed.</summary>
    public bool HasSealed { get; init; }

    /// <summary>Looks the person up.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="id">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null for whoever is not on duty today, is held, or is known to no source: nobody works here then.</returns>
    public static async Task<SignedIn?> FindAsync(Installation installation, EmployeeId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(installation);
        // Two people may have decided since: an instance that serves pages only would never hear of it otherwise.
        await installation.RefreshAsync(new Actor.Trigger("Portal"), ct);
        var workspace = installation.Workspace;
        if (await ExplainAccess.RunAsync(workspace, id, workspace.Today, ct) is not { Desire: { Held: null, IsUndecided: false } desire })
            return null;
        if (desire is not { Standing: Standing.OnDuty, Attributes: { } attributes })
            return null;
        var roles = OperatorTable.RolesOf(workspace.Operators, id);
        return new SignedIn(id, desire.Worker.DisplayName, attributes.Department, attributes.JobTitle, roles)
        {
            Heads = await UnitPeople.HeadedByAsync(workspace, id, ct),
        };
    }
}
