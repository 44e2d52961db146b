using AccessGov.App.Mail;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Reminding;

/// <summary>Who was written to when: a row a person, and a fact a mail, in one commit.</summary>
internal static class ReminderRows
{
    private const string Prefix = "mailed:";

    public static async Task<IReadOnlyDictionary<EmployeeId, MailHistory>> AllAsync(Workspace workspace, CancellationToken ct)
    {
        var all = new Dictionary<EmployeeId, MailHistory>();
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Reminders), Prefix, Prefix + "~", ct))
            all[new EmployeeId(row.Row[Prefix.Length..])] = PartitionCommit.Parse<MailHistory>(row);
        return all;
    }

    /// <summary>Notes what became of one mail.</summary>
    /// <returns>The person's history as it is now.</returns>
    public static Task<MailHistory> NoteAsync(
        Workspace workspace,
        Actor actor,
        EmployeeId person,
        AddressRefusal? refused,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Reminders, ct);
                var known = await PartitionCommit.ReadAsync<MailHistory>(workspace, Scopes.Reminders, Prefix + person, ct);
                var before = known ?? MailHistory.None;
                var after = refused is null ? before.Mailed(workspace.Now) : before.Refused(workspace.Now);
                commit.Put(Prefix + person, after);
                if (refused is null)
                    commit.Tell(FactKind.MailSent, actor, person.Value, new FactBody().Add("times", after.Times));
                else
                    commit.Tell(FactKind.MailRefused, actor, person.Value, new FactBody().Add("code", refused.Code));
                return ((PartitionCommit?)commit, after);
            },
            ct
        );
}
