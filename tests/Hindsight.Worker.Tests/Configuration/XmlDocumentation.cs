using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hindsight.Worker.Tests.Configuration;

/// <summary>The XML documentation that lies beside the built assemblies, as Markdown.</summary>
internal static partial class XmlDocumentation
{
    public static string Of(MemberInfo member, string element)
    {
        string path = Path.ChangeExtension(member.Module.FullyQualifiedName, ".xml");
        Type type = member as Type ?? member.DeclaringType!;
        string name = member is Type ? $"T:{type.FullName}" : $"{(member is PropertyInfo ? 'P' : 'F')}:{type.FullName}.{member.Name}";
        XElement? found = XDocument.Load(path).Descendants("member").FirstOrDefault(m => (string?)m.Attribute("name") == name)?.Element(element);
        return found is null ? "" : Spaces().Replace(string.Concat(found.Nodes().Select(Render)), " ").Trim();
    }

    private static string Render(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => "`" + ((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? "").Split('.')[^1] + "`",
        XElement element => string.Concat(element.Nodes().Select(Render)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
