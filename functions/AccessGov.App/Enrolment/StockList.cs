using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Keys that were bought, from a list with the columns 製造番号, 型式 and, where the seller tells it, AAGUID. Taken over whole or refused
/// whole. A list that was taken over in half, because somebody pulled the plug, is simply taken over again.
/// </summary>
public static class StockList
{
    /// <summary>Longest name of a model, in characters.</summary>
    public const int LongestModel = 60;

    private const string Serial = "serial",
        Model = "model",
        Aaguid = "aaguid";

    /// <summary>The outer form of the list.</summary>
    public static TableForm Form { get; } =
        new(
            "keys-stock",
            TextEncoding.Utf8,
            ',',
            new Dictionary<string, string>
            {
                [Serial] = "製造番号",
                [Model] = "型式",
                [Aaguid] = "AAGUID",
            },
            new HashSet<string> { Aaguid },
            new HashSet<string>(),
            new HashSet<string>(),
            new HashSet<string>(),
            DateForms.None,
            null,
            false,
            false,
            0
        );

    /// <summary>Which list it is where another one is wanted, and the command that takes it.</summary>
    public static OtherList AsOther { get; } = new(Wording.Of("HrList.stock"), "accessgov keys stock add", Form);

    /// <summary>Reads a list; never throws on bad input.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="others">Lists that it may be instead; null for none.</param>
    public static ListRead<IReadOnlyList<StockEntry>> Read(ReadOnlySpan<byte> bytes, IReadOnlyList<OtherList>? others = null)
    {
        var table = TableReader.Read(bytes, Form.Among(others));
        if (table is TableRead.Refused(var reasons, _))
            return new ListRead<IReadOnlyList<StockEntry>>.Refused(reasons, []);
        var (rows, notices, _) = (TableRead.Whole)table;
        var (entries, rejected) = (new Dictionary<KeySerial, StockEntry>(), new List<RejectedRow>());
        foreach (var row in rows)
        {
            var (model, aaguid) = (row[Model], (Guid?)null);
            if (row.IsRagged)
                Reject(row, null, row.Ragged);
            else if (!KeySerial.TryRead(row[Serial], out var serial))
                Reject(row, Serial, Wording.Of("Row.not-key-number"));
            else if (model.Length is 0 or > LongestModel || VisibleText.FirstHidden(model) is not null)
                Reject(row, Model, Wording.Of("Row.not-model", LongestModel));
            else if (row[Aaguid].Length > 0 && (aaguid = Guid.TryParse(row[Aaguid], out var read) ? read : null) is null)
                Reject(row, Aaguid, Wording.Of("Row.not-aaguid"));
            else if (!entries.TryAdd(serial, new StockEntry(serial, model, aaguid)))
                Reject(row, Serial, Wording.Of("Row.key-twice"));
        }
        return rejected.Count > 0
            ? new ListRead<IReadOnlyList<StockEntry>>.Refused([], rejected)
            : new ListRead<IReadOnlyList<StockEntry>>.Read([.. entries.Values], [], notices);

        void Reject(TableRow row, string? column, Wording remedy) =>
            rejected.Add(
                column is null
                    ? new(Form.Source, row.Row, "", "", remedy)
                    : new(Form.Source, row.Row, Form.Columns[column], row[column], remedy)
            );
    }

    /// <summary>Takes keys into stock.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="entries">The keys.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>
    /// How many are new; and why it went no further, with the key at fault. Of a list that is wrong from the beginning none is taken.
    /// </returns>
    public static async Task<(int New, Refusal? Why)> AddAsync(
        Workspace workspace,
        Approver by,
        IReadOnlyList<StockEntry> entries,
        CancellationToken ct
    )
    {
        var wanted = new List<KeyCommand.AddToStock>();
        // Everything is judged before anything is written.
        foreach (var (serial, model, aaguid) in entries)
        {
            var add = new KeyCommand.AddToStock(serial, model, aaguid);
            var ledger = await KeysToday.LoadAsync(workspace, KeyScope.Of(add, by.Id), by.Id, ct);
            switch (EnrolmentDecider.Decide(ledger, add, KeyActor.Of(by), workspace.Now, workspace.Today))
            {
                case KeyDecision.Refused(var why):
                    return (0, why);
                case KeyDecision.Done:
                    wanted.Add(add);
                    break;
            }
        }
        var added = 0;
        foreach (var part in wanted.Chunk(PartitionCommit.Room / KeyWrites.Most))
        {
            var (more, why) = await AddPartAsync(workspace, by, part, ct);
            added += more;
            if (why is not null)
                return (added, why);
        }
        return (added, null);
    }

    /// <summary>As many as fit into one commit, all of them or none.</summary>
    internal static Task<(int New, Refusal? Why)> AddPartAsync(
        Workspace workspace,
        Approver by,
        KeyCommand.AddToStock[] part,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync<(int, Refusal?)>(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Keys, ct);
                var added = 0;
                foreach (var add in part)
                {
                    var ledger = await KeysToday.LoadAsync(workspace, KeyScope.Of(add, by.Id), by.Id, ct);
                    // Somebody may have scanned one of them meanwhile: the same key is there and stays; another key by its number is told.
                    switch (EnrolmentDecider.Decide(ledger, add, KeyActor.Of(by), workspace.Now, workspace.Today))
                    {
                        case KeyDecision.Refused(var why):
                            return (null, (0, why));
                        case KeyDecision.Done(var happened):
                            KeyDesk.Put(workspace, commit, ledger.After(happened), by, happened);
                            added++;
                            break;
                    }
                }
                return (added > 0 ? commit : null, (added, null));
            },
            ct
        );
}
