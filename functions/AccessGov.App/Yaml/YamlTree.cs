using AccessGov.Core.Kernel;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AccessGov.App.Yaml;

/// <summary>
/// Reads one YAML document into a tree. What makes a file mean more than it shows is refused: anchors, aliases, merge keys, tags.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;
    private readonly GuardedParser parser;
    private readonly YamlErrors complaints;

    private YamlTree(string text, YamlErrors complaints)
    {
        parser = new GuardedParser(text);
        this.complaints = complaints;
    }

    /// <returns>Null after a complaint that leaves nothing to read on.</returns>
    public static YamlNode? Of(string text, YamlErrors complaints)
    {
        try
        {
            return new YamlTree(text, complaints).Document();
        }
        catch (YamlException e)
        {
            var at = InText(PlaceOf(e.Start), text);
            complaints.Add(
                at,
                "",
                Wording.Of("Yaml.not-yaml", YamlHints.Of(e.Message), e.Message.TrimEnd('.')),
                text.Split('\n')[at.Line - 1].Contains('：')
                    ? Wording.Of("Yaml.compare-colon", complaints.Kind)
                    : Wording.Of("Yaml.compare", complaints.Kind)
            );
            return null;
        }
    }

    private YamlNode? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            complaints.Add(SourcePosition.Start, "", Wording.Of("Yaml.only-comments"), Wording.Of("Yaml.from-sample", complaints.Kind));
            return null;
        }
        parser.Consume<DocumentStart>();
        var node = Node(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            complaints.Add(PlaceOf(second.Start), "", Wording.Of("Yaml.second-document"), Wording.Of("Yaml.one-document", complaints.Kind));
        return node;
    }

    private YamlNode Node(int depth)
    {
        var at = PlaceOf(parser.Current!.Start);
        if (depth > MaxDepth)
            throw new YamlException(parser.Current.Start, parser.Current.End, $"nested deeper than {MaxDepth} levels");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            complaints.Add(at, "", Wording.Of("Yaml.alias", alias.Value.Value), Wording.Of("Yaml.write-out"));
            return new YamlNode.Scalar(at, "", Plain: false);
        }
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            complaints.Add(at, "", Wording.Of("Yaml.anchor", anchored.Anchor.Value), Wording.Of("Yaml.remove-anchor"));
        if (parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            complaints.Add(at, "", Wording.Of("Yaml.tag", tagged.Tag.ToString()), Wording.Of("Yaml.remove-it"));
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlNode.Scalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain);
        return parser.TryConsume<SequenceStart>(out _) ? Sequence(at, depth) : Mapping(at, depth);
    }

    private YamlNode.Sequence Sequence(SourcePosition at, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new YamlNode.Sequence(at, items);
    }

    private YamlNode.Mapping Mapping(SourcePosition at, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = new List<YamlNode.Entry>();
        var seen = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlNode.Scalar name)
                complaints.Add(key.At, "", Wording.Of("Yaml.key-no-word"), Wording.Of("Yaml.write-single"));
            else if (!seen.TryAdd(name.Text, name.At))
                complaints.Add(name.At, "", Wording.Of("Yaml.key-twice", name.Text, seen[name.Text].Line), Wording.Of("Yaml.remove-one"));
            else
                entries.Add(new YamlNode.Entry(name, value));
        }
        return new YamlNode.Mapping(at, entries);
    }

    private static SourcePosition PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>The parser may stop behind the last line; people need a line that they can go to.</summary>
    private static SourcePosition InText(SourcePosition at, string text) =>
        at with
        {
            Line = Math.Min(at.Line, 1 + text.AsSpan().TrimEnd('\n').Count('\n')),
        };
}
