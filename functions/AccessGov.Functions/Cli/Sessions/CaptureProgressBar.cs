using AccessGov.App.Directory;
using Spectre.Console;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>Shows how far a full read of the directory has come.</summary>
internal static class CaptureProgressBar
{
    public static Task<T> RunAsync<T>(Session session, Func<IProgress<CaptureProgress>?, Task<T>> run)
    {
        if (!session.Host.IsInteractive || session.IsJson)
            return run(null);
        return session
            .Console.Status()
            .StartAsync(
                "…",
                context =>
                    run(
                        new Inline(progress =>
                            context.Status(
                                Markup.Escape(
                                    session.UiTexts.Of("Cli.Progress.Users", progress.Accounts, progress.Groups, progress.GroupsInAll)
                                )
                            )
                        )
                    )
            );
    }

    private sealed class Inline(Action<CaptureProgress> show) : IProgress<CaptureProgress>
    {
        public void Report(CaptureProgress value) => show(value);
    }
}
