using System.CommandLine;
using AccessGov.App.Audit.Log;
using AccessGov.App.Texts;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov witness</c>: a witness for the logs of neighbours. It needs no settings and no store, only its folder.</summary>
internal static class WitnessCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var folder = new Option<string>("--folder")
        {
            Description = "The witness's folder.",
            Required = true,
            HelpName = "FOLDER",
        };
        return new Command(
            "witness",
            "Watch the records of neighbours: cosign what only grows, and remember. In no backup, and never restored from one."
        )
        {
            Init(options, host, folder),
            Trust(options, host, folder),
            Answer(options, host, folder),
            Serve(options, host, folder),
        };
    }

    private static Command Init(CliOptions options, CliHost host, Option<string> folder)
    {
        var name = new Option<string>("--name")
        {
            Description = "The witness's name, e.g. witness.pref.example.lg.jp/w1.",
            Required = true,
            HelpName = "NAME",
        };
        var init = new Command("init", "Make a witness with a key of its own; shows the line that its logs put into their policy.")
        {
            folder,
            name,
        };
        init.SetAction(
            async (parsed, ct) =>
            {
                if (!NoteName.TryParse(parsed.GetValue(name), out var named))
                    return await ComplainAsync(host, Words(parsed, options).Of("Witness.NoName", parsed.GetValue(name)), ExitCodes.Usage);
                var made = WitnessFolder.Create(Path.GetFullPath(parsed.GetValue(folder)!), named);
                using var key = made.OpenKey();
                await host.Out.WriteLineAsync($"witness {named.Value.Split('/')[0]} {key.Of(named).Key}");
                return ExitCodes.Done;
            }
        );
        return init;
    }

    private static Command Trust(CliOptions options, CliHost host, Option<string> folder)
    {
        var text = new Argument<string>("key") { Description = "The log's key: NAME+ID+BASE64. Compare the id with the one on paper." };
        var trust = new Command("trust", "Watch a log from now on.") { text, folder };
        trust.SetAction(
            async (parsed, ct) =>
            {
                if (!NoteKey.TryParse(parsed.GetValue(text), out var key, out var flaw) || key.Type is NoteKeyType.Cosignature)
                    return await ComplainAsync(host, Words(parsed, options).Of("Witness.NoKey", flaw), ExitCodes.Refused);
                WitnessFolder.Open(Path.GetFullPath(parsed.GetValue(folder)!)).Watch(key);
                await host.Out.WriteLineAsync(Words(parsed, options).Of("Witness.Watches", key.Name, key.Id));
                return ExitCodes.Done;
            }
        );
        return trust;
    }

    private static Command Answer(CliOptions options, CliHost host, Option<string> folder)
    {
        var file = new Argument<string>("file") { Description = "A request, as a log wrote it." };
        var to = new Option<string?>("--out") { Description = "Where to write the reply; else it is shown.", HelpName = "FILE" };
        var answer = new Command(
            "answer",
            "Answer a request that came as a file. Send the reply back as a file, never in the text of a mail."
        )
        {
            file,
            folder,
            to,
        };
        answer.SetAction(
            async (parsed, ct) =>
            {
                var keeper = new WitnessKeeper(WitnessFolder.Open(Path.GetFullPath(parsed.GetValue(folder)!)), host.Clock);
                var said = await keeper.AnswerAsync(await File.ReadAllBytesAsync(parsed.GetValue(file)!, ct), ct);
                if (parsed.GetValue(to) is { } reply && said.Body.Length > 0)
                    await File.WriteAllTextAsync(reply, said.Body, ct);
                else
                    await host.Out.WriteAsync(said.Body);
                await host.Error.WriteLineAsync($"{said.Status} {said.Why}");
                if (said.Status == 200)
                    return ExitCodes.Done;
                if (said.IsOnlyBehind)
                {
                    await host.Error.WriteLineAsync(Words(parsed, options)["Witness.Behind"]);
                    return ExitCodes.TryAgain;
                }
                // Not the sender: he may be the one who rolled back.
                if (said.Status != WitnessDecision.Malformed)
                    await host.Error.WriteLineAsync(Words(parsed, options)["Witness.Telephone"]);
                return ExitCodes.NotAsItShouldBe;
            }
        );
        return answer;
    }

    private static Command Serve(CliOptions options, CliHost host, Option<string> folder)
    {
        var port = new Option<int>("--port")
        {
            Description = "Loopback port; a reverse proxy with TLS stands before it.",
            DefaultValueFactory = _ => 7072,
        };
        var serve = new Command("serve", "Answer over HTTPS (c2sp.org/tlog-witness) until stopped.") { folder, port };
        serve.SetAction(
            async (parsed, ct) =>
            {
                var witness = WitnessFolder.Open(Path.GetFullPath(parsed.GetValue(folder)!));
                using (witness.OpenKey()) { }
                try
                {
                    await WitnessHost.RunAsync(
                        witness,
                        host.Clock,
                        parsed.GetValue(port),
                        address => host.Out.WriteLine($"serving {address}"),
                        ct
                    );
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
                await host.Out.WriteLineAsync(Words(parsed, options)["Serve.Stopped"]);
                return ExitCodes.Done;
            }
        );
        return serve;
    }

    private static async Task<int> ComplainAsync(CliHost host, string text, int exitCode)
    {
        await host.Error.WriteLineAsync(text);
        return exitCode;
    }

    private static UiTexts Words(ParseResult parsed, CliOptions options) => new(parsed.GetValue(options.Language) ?? "ja");
}
