using AccessGov.App.Mail;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>Who was written to when about what: a row a person and thing, and a fact a mail, in one commit.</summary>
internal static class MailRows
{
    /// <summary>Everybody's history of one thing.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="matter">The matter.</param>
    /// <param name="about">What of it; empty where the matter is one.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyDictionary<EmployeeId, MailHistory>> AllAsync(
        Workspace workspace,
        MailMatter matter,
        string about,
        CancellationToken ct
    )
    {
        var (prefix, all) = (PrefixOf(matter, about), new Dictionary<EmployeeId, MailHistory>());
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Reminders), prefix, prefix + "~", ct))
            all[new EmployeeId(row.Row[prefix.Length..])] = PartitionCommit.Parse<MailHistory>(row);
        return all;
    }

    /// <summary>Notes what became of one mail.</summary>
    /// <returns>The person's history as it is now.</returns>
    public static Task<MailHistory> NoteAsync(
        Workspace workspace,
        Actor actor,
        MailMatter matter,
        DueMail mail,
        AddressRefusal? refused,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var row = PrefixOf(matter, mail.About) + mail.To;
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Reminders, ct);
                var before = await PartitionCommit.ReadAsync<MailHistory>(workspace, Scopes.Reminders, row, ct) ?? MailHistory.None;
                var after = refused is null ? before.Mailed(workspace.Now, mail.Items) : before.Refused(workspace.Now);
                commit.Put(row, after);
                var body = new FactBody();
                body = refused is null ? body.Add("times", after.Times) : body.Add("code", refused.Code);
                if (matter.Code.Length > 0)
                    body.Add("about", $"{matter.Code}:{mail.About}");
                commit.Tell(refused is null ? FactKind.MailSent : FactKind.MailRefused, actor, mail.To.Value, body);
                return ((PartitionCommit?)commit, after);
            },
            ct
        );

    private static string PrefixOf(MailMatter matter, string about) => about.Length == 0 ? matter.Rows : $"{matter.Rows}{about}:";
}
