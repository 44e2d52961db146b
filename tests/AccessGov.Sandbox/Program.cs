using System.CommandLine;
using AccessGov.Sandbox.Verbs;

var root = new RootCommand("A pretend city to try AccessGov on and to test it against.")
{
    CityVerb.Command(),
    TenantVerb.Command(),
    DemoVerb.Command(),
    CliVerb.Command(),
    AtVerb.Command(),
    CheckRecordingVerb.Command(),
};

// Whoever stops the demo waits until its city is kept.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
