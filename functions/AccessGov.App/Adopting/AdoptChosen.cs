using System.Security.Cryptography;
using AccessGov.App.Directory;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Adopting;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Adopting;

/// <summary>
/// Takes over the pairs that somebody marked, whole or not at all, and makes the plan that writes the numbers. Whoever marked them is an
/// author of every such plan.
/// </summary>
public static class AdoptChosen
{
    /// <summary>Reads, checks, records, plans. Killed in between, run again: what was recorded stays as it is.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who chose.</param>
    /// <param name="content">The edited list.</param>
    /// <param name="others">Lists that it may be instead.</param>
    /// <param name="progress">Told of each page that was read; null for nobody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<AdoptResult> RunAsync(
        Workspace workspace,
        EmployeeId by,
        byte[] content,
        IReadOnlyList<OtherList> others,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var read = PairListReader.Read(content, workspace.Numbers.Common, others);
        if (read.Reasons.Count > 0)
            return new AdoptResult.Unreadable(read.Reasons);
        if (read.Faults.Count > 0)
            return new AdoptResult.Faulty(read.Faults);
        if (read.Pairs.Count == 0)
            return new AdoptResult.NothingMarked();
        var (desired, snapshot, not) = await ProposeAdoptions.ReadAsync(workspace, progress, ct);
        if (snapshot is null)
            return new AdoptResult.NotRead(not!.Code, not.What);
        if (PairCheck.Faults(read.Pairs, desired, snapshot, ProposeAdoptions.Fold) is { Count: > 0 } faults)
            return new AdoptResult.Faulty(faults);
        var list = Convert.ToHexStringLower(SHA256.HashData(content));
        var actor = new Actor.Employee(by);
        var pairs = read.Pairs.Select(p => new ChosenAccount(p.Worker, p.Account, p.UserPrincipalName, list, by)).ToArray();
        if (!await ChosenAccounts.AddAsync(workspace, actor, list, pairs, ct))
            return new AdoptResult.Overtaken();
        var question = new MakePlan.Question(workspace.Today, null, new HashSet<SourceId>()) { Part = PlanPart.Adoptions };
        return new AdoptResult.Chosen(await MakePlan.RunAsync(workspace, actor, question, progress, ct));
    }
}
