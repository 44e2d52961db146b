using AccessGov.Functions.Cli;
using AccessGov.Functions.Triggers;

// Started by the Functions host, or by a person: 'accessgov serve' is one of the commands.
return FunctionsMode.Port is { } port && args.Length == 0
    ? await FunctionsMode.RunAsync(port)
    : await CommandLine.RunAsync(args, CliHost.Console);
