using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>A governed group changed and nobody said about whom: those whose membership is not as it should be.</summary>
internal sealed class GroupChange(Workspace workspace)
{
    /// <summary>More than these and everybody is looked at.</summary>
    private const int Most = ReceiveNotices.MostAccounts;

    /// <summary>Marks those whose membership is not as it should be, and members without an employee id.</summary>
    public async Task MarkPeopleAsync(Guid group, CancellationToken ct)
    {
        var entitlement = workspace.Policy.Entitlements.ToList().FindIndex(e => e.GroupId == group);
        if (entitlement < 0)
            return;
        var members = workspace.Subscriptions is { } graph ? await graph.MembersOfAsync(group, ct) : await MembersOfAsync(group, ct);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var should = desired.Workers.Where(w => w.Memberships.Any(m => m.Entitlement == entitlement)).Select(w => w.Worker.Id).ToHashSet();
        var marks = members.Where(m => m.Employee is null).Select(ChangeMark (m) => new ChangeMark.Account(m.Account)).ToList();
        should.SymmetricExceptWith(members.Select(m => m.Employee).OfType<EmployeeId>());
        marks.AddRange(should.Select(ChangeMark (id) => new ChangeMark.Worker(id)));
        if (marks.Count > Most)
            marks = [new ChangeMark.Everybody()];
        foreach (var mark in marks)
            await ChangeMarks.AddAsync(workspace, mark, ct);
    }

    /// <summary>Members that are accounts of staff: others become findings of the next night, and nobody's plan.</summary>
    private async Task<IReadOnlyList<(Guid Account, EmployeeId? Employee)>> MembersOfAsync(Guid group, CancellationToken ct)
    {
        var members = await workspace.Directory.MembersAsync(group, ct) ?? new HashSet<Guid>();
        return
        [
            .. (await workspace.Directory.LookAsync([.. members], ct))
                .Values.OfType<AccountNow.Present>()
                .Select(now => (now.Account.ObjectId, now.Account.EmployeeId)),
        ];
    }
}
