using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Metrology.Architecture.Tests;

/// <summary>The types and members that an assembly names, read from its metadata.</summary>
public static class AssemblyUses
{
    /// <summary>"System.IO.File.ReadAllText", "System.DateTime.get_Now" …</summary>
    public static IReadOnlyCollection<string> Members(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle))
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => $"{Name(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"),
        ];
    }

    /// <summary>"System.IO.File", "System.Threading.Tasks.Task" …</summary>
    public static IReadOnlyCollection<string> Types(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => Name(metadata, handle))];
    }

    private static string Name(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{Name(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
