using AccessGov.App.Cli;
using AccessGov.App.Hosting;

// Started by the Functions host, or by a person: 'accessgov serve' is one of the commands.
return FunctionsMode.Port is { } port && args.Length == 0
    ? await FunctionsMode.RunAsync(port)
    : await CommandLine.RunAsync(args, CliHost.Console);
