using System.CommandLine;
using System.Runtime.InteropServices;
using AccessGov.Functions.Serve;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov serve</c>: timers, queues, inbox and the web application on one server.</summary>
internal static class ServeCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var port = new Option<int>("--port")
        {
            Description = "Loopback port of the web application; a reverse proxy stands before it.",
            DefaultValueFactory = _ => 7071,
        };
        var command = new Command("serve", "Run timers, queues, the HR inbox and the web application until stopped.") { port };
        command.SetAction(
            CommandLine.InSession(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    // The nightly run signs with it.
                    (await session.Installation.SigningKey.OpenAsync(ct)).Dispose();
                    using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
                    using var terminated = PosixSignalRegistration.Create(
                        PosixSignal.SIGTERM,
                        context =>
                        {
                            context.Cancel = true;
                            stop.Cancel();
                        }
                    );
                    await Standalone.RunAsync(
                        session.Installation,
                        parsed.GetValue(port),
                        address => session.Say($"serving {address}"),
                        stop.Token
                    );
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }
}
