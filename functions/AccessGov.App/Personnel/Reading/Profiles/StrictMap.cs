using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>A YAML mapping of which every key must be asked for; faults carry line and column.</summary>
internal sealed class StrictMap(YamlMappingNode node, List<ProfileError> errors)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Parses one document whose root is a mapping; null with an error otherwise.</summary>
    public static StrictMap? Parse(string yaml, List<ProfileError> errors)
    {
        var stream = new YamlStream();
        try
        {
            // A repeated key is a YamlException of the loader.
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            errors.Add(new((int)e.Start.Line, (int)e.Start.Column, $"{e.Message.TrimEnd('.')}."));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 18.1's scanner leaks these, without a place, for some unclosed brackets and stray aliases (found by the fuzz
            // test).
            errors.Add(new(1, 1, "The YAML cannot be read; a bracket or a quote is probably not closed, or a &, * or ! stands alone."));
            return null;
        }
        if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            return new StrictMap(root, errors);
        errors.Add(new(1, 1, "A profile is one YAML document whose root is a mapping."));
        return null;
    }

    /// <summary>Text of a scalar, or null; a missing required key is a fault.</summary>
    public string? Text(string key, bool required = false) =>
        Find(key, required) switch
        {
            null => null,
            YamlScalarNode { Value: { Length: > 0 } value } => value,
            var other => Fault<string>(other, $"'{key}' must be a text."),
        };

    /// <summary>One of the words given, or the default when the key is absent.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words, T absent, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return absent;
        if (words.TryGetValue(text, out var value))
            return value;
        FaultAt(key, $"'{key}: {text}' is unknown; allowed: {string.Join(", ", words.Keys)}.");
        return absent;
    }

    /// <summary>A number inside the limits, or null when absent.</summary>
    public double? Number(string key, double least, double most)
    {
        if (Text(key) is not { } text)
            return null;
        if (
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        FaultAt(key, $"'{key}' must be a number from {least} to {most}.");
        return null;
    }

    /// <summary>Texts of a sequence; empty when absent.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var texts = new List<string>();
        switch (Find(key, false))
        {
            case null:
                break;
            case YamlSequenceNode items:
                foreach (var item in items)
                {
                    if (item is not YamlScalarNode { Value: { Length: > 0 } value })
                        Fault<string>(item, $"'{key}' must hold texts only.");
                    else if (texts.Contains(value))
                        Fault<string>(item, $"'{value}' stands twice in '{key}'.");
                    else
                        texts.Add(value);
                }
                break;
            case var other:
                Fault<string>(other, $"'{key}' must be a list, e.g. [a, b].");
                break;
        }
        return texts;
    }

    /// <summary>A nested mapping, or null; a missing required key is a fault.</summary>
    public StrictMap? Map(string key, bool required = false) =>
        Find(key, required) switch
        {
            null => null,
            YamlMappingNode map => new StrictMap(map, errors),
            var other => Fault<StrictMap>(other, $"'{key}' must be a mapping."),
        };

    /// <summary>Every key of this mapping that is text, in file order.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>Reports a fault at the value of a key, or at the mapping when the key is absent.</summary>
    public void FaultAt(string key, string message) =>
        Fault<string>(node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : node, message);

    /// <summary>Reports every key that nobody asked for.</summary>
    public void RefuseUnknownKeys(IEnumerable<string> allowed)
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name })
                Fault<string>(key, "A key must be a text.");
            else if (!_asked.Contains(name))
                Fault<string>(key, $"The key '{name}' is unknown; allowed: {string.Join(", ", allowed)}.");
        }
    }

    private YamlNode? Find(string key, bool required)
    {
        _asked.Add(key);
        if (node.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return value;
        if (required)
            Fault<string>(node, $"The key '{key}' is missing.");
        return null;
    }

    private T? Fault<T>(YamlNode at, string message)
        where T : class
    {
        errors.Add(new((int)at.Start.Line, (int)at.Start.Column, message));
        return null;
    }
}
