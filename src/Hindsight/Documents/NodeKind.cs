namespace Hindsight.Documents;

internal enum NodeKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Map,
}
