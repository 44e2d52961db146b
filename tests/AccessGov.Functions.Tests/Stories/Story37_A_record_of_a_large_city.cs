using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What the script does with a record that is larger than a village's.</summary>
public sealed class Story37_A_record_of_a_large_city : IDisposable
{
    private static readonly TenantId Tenant = new("citygov");
    private static readonly DateTimeOffset At = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("record-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_script_verifies_a_record_without_holding_it_in_memory()
    {
        const int Facts = 4000;
        var folder = await ExportAsync(Facts, new string('x', 4000));
        var said = await RecordScript.EvaluateAsync(
            folder,
            """
            import record, tracemalloc
            tracemalloc.start()
            found = record.verify('.')
            print(found['consistent'], found['facts'], tracemalloc.get_traced_memory()[1])
            """
        );
        var words = said.Split(' ');
        Assert.Equal(("True", $"{Facts}"), (words[0], words[1]));
        Assert.InRange(long.Parse(words[2], CultureInfo.InvariantCulture), 1, Facts * 4000 / 4);
        // What is missing at the end is named by its line still.
        var file = Path.Combine(folder, AuditFileNames.Facts);
        var lines = await File.ReadAllLinesAsync(file, Ct);
        await File.WriteAllTextAsync(file, string.Concat(lines.SkipLast(1).Select(l => l + "\n")), Ct);
        var (code, _, error) = await RecordScript.RunAsync(folder, "verify");
        Assert.Equal(6, code);
        Assert.Contains($"line {Facts}: the end is missing", error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Of so many that each held against each would take minutes; the seconds are the script's own, however busy the machine.
    /// </summary>
    [Fact]
    public async Task The_script_holds_baselines_and_approvals_of_many_against_each_other_in_seconds()
    {
        var folder = await ExportAsync(1, "");
        var said = await RecordScript.EvaluateAsync(
            folder,
            """
            import gzip, json, os, time, record
            many, day = 20000, record.day_in('Asia/Tokyo')
            os.makedirs('kept', exist_ok=True)
            def at(number):
                return '2026-04-%02dT00:00:00.000Z' % (2 if number >= 4 + 3 * many else 1)
            def fact(number, kind, subject, body):
                told = {'kind': kind, 'subject': subject, 'body': body, 'at': at(number)}
                return number, dict(told, partition='plan:p', actor='000001', tenant='t')
            def baseline(number, first):
                members = [{'account': 'a%06d' % i, 'employee': '%06d' % i} for i in range(first, many + first)]
                content = gzip.compress(json.dumps({'rights': [{'entitlement': 'r', 'members': members}]}).encode())
                name = record.sha(content)
                open('kept/' + name, 'wb').write(content)
                return fact(number, 'holders-read', 'MyNumber', {'kept': name, 'from': at(number)})
            facts = [baseline(1, 0)]
            for i in range(many):
                plan, number, person = 'plan%06d' % i, 4 + 3 * i, '%06d' % (2 * many + i)
                body = {'action': str(i), 'plan': plan, 'what': 'AddMember', 'entitlement': 'r', 'zone': 'MyNumber'}
                body['account'] = 'a' + person
                facts.append(fact(number, 'plan-approved', plan, {}))
                facts.append(fact(number + 1, 'action-intended', person, body))
            facts.append(baseline(4 + 3 * many, 1))
            begun = time.process_time()
            told = record.answer('.', facts, day, None, None, 'MyNumber')
            took = time.process_time() - begun
            approved = sum(c['approvedBy'] == ['000001'] for c in told['changes'])
            print(took < 10, len(told['holders']['holders']), [o['what'] for o in told['outside']], approved)
            """
        );
        Assert.Equal("True 20000 ['taken-outside', 'given-outside'] 20000", Ordered(said));
    }

    /// <summary>Which of the two is found first is no matter here.</summary>
    private static string Ordered(string said) =>
        said.Replace("['given-outside', 'taken-outside']", "['taken-outside', 'given-outside']", StringComparison.Ordinal);

    private async Task<string> ExportAsync(int count, string text)
    {
        var folder = Path.Combine(root.FullName, "export");
        using var signer = CheckpointSigner.OpenOrCreate(Path.Combine(root.FullName, "key.pem"));
        var genesis = new LogGenesis(Tenant, NoteName.Parse("audit.suzaka.lg.jp/accessgov/1"), null);
        var (tree, lines) = (new TreeGrowth(), new List<string>());
        tree.Append(genesis.LeafHash);
        for (var i = 1; i <= count; i++)
        {
            var fact = new Fact(
                FactId.Parse($"hr:{i}"),
                Tenant,
                At,
                FactKind.HrStated,
                new Actor.Trigger("test"),
                "000001",
                new FactBody().Add("text", text).ToJson(),
                "hr",
                $"fact|{i:D10}"
            );
            lines.Add(LogLine.Write(new LoggedFact(fact, i, i).Content, new FactSeed(SHA256.HashData(BitConverter.GetBytes(i)))));
            tree.Append(LogLine.LeafOf(Encoding.UTF8.GetBytes(lines[^1])));
        }
        var (checkpoint, key) = (new LogCheckpoint(genesis.Origin, tree.Head), signer.NotesOf(genesis.Origin));
        var noted = new LogStep.Noted(new SignedNote(checkpoint.Text, [key.Sign(checkpoint)]), checkpoint) { Key = key.Key };
        await AuditExport.WriteAsync(folder, Tenant, new LogFiles(genesis, noted, null), lines.ToAsyncEnumerable(), null, null, Ct);
        return folder;
    }

    public void Dispose() => root.Delete(recursive: true);
}
