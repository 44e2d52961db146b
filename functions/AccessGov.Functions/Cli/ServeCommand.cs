using System.CommandLine;
using System.Net.Sockets;
using AccessGov.App.Audit;
using AccessGov.App.Storage;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;
using Microsoft.AspNetCore.Connections;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov serve</c>: timers, queues, inbox and the web application on one server.</summary>
internal static class ServeCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var port = PortOption.Of(7071);
        var command = new Command("serve") { port };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    // The nightly run signs with it.
                    if (await session.Installation.Log.IsKeyGoneAsync(session.Workspace, ct))
                        return session.Complain(session.UiTexts.Of("Cli.SigningKeyGone", session.Settings.Log.KeyFile), ExitCodes.Settings);
                    // The keys of the portal's cookies are sealed under it.
                    using (var signer = await OldChain.SignerAsync(session.Workspace, session.Installation.SigningKey, ct))
                        if (signer is null)
                            return session.Complain(
                                session.UiTexts.Of("Cli.SigningKeyGone", session.Settings.SigningKeyFile),
                                ExitCodes.Settings
                            );
                    if (session.Settings.SecretFiles.FirstOrDefault(OwnerOnly.IsExposed) is { } exposed)
                        return session.Complain(session.UiTexts.Of("Serve.Exposed", exposed), ExitCodes.Settings);
                    session.Installation.RefuseDamagedStore();
                    return await ServeAsync(session, parsed.GetValue(port), ct);
                },
                seals: false
            )
        );
        return command;
    }

    private static async Task<int> ServeAsync(Session session, int port, CancellationToken ct)
    {
        try
        {
            // What a person reads here is in the person's language, also the log where a terminal shows it. In a file or a journal that is
            // English, for whoever searches it.
            var reader = session.Host is { IsInteractive: true, ShowsErrors: true } ? session.UiTexts : null;
            void Serving(string address) => session.SayAsIs(session.UiTexts.Of("Serve.Started", address));
            await Standalone.RunAsync(session.Installation, port, Serving, ct, reader);
        }
        // Told to stop while it still started.
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
        catch (Exception e) when (e is AddressInUseException || e.InnerException is AddressInUseException)
        {
            return session.Complain(session.UiTexts.Of("Serve.PortTaken", port), ExitCodes.Refused);
        }
        catch (SocketException e)
        {
            return session.Complain(session.UiTexts.Of("Serve.PortForbidden", port, e.Message), ExitCodes.Refused);
        }
        if (!ct.IsCancellationRequested)
            return session.Complain(session.UiTexts["Serve.Ended"], ExitCodes.NotAsItShouldBe);
        session.Say(session.UiTexts["Serve.Stopped"]);
        return ExitCodes.Done;
    }
}
