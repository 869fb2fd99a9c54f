package io.github.millwork.deploy;

/** The schemas of an OpenAPI document that are the same whatever is served. */
final class FixedSchemas {
    private static final String TENSORS = """
            {"type":"array","items":{"type":"object","required":["name","shape","datatype","data"],"properties":{
            "name":{"type":"string"},
            "shape":{"type":"array","items":{"type":"integer","format":"int64"}},
            "datatype":{"type":"string","enum":["BOOL","UINT8","UINT16","UINT32","UINT64","INT8","INT16","INT32",
            "INT64","FP16","FP32","FP64","BYTES"]},
            "data":{"type":"array","items":{}}}}}""";

    private static final String RESULT =
            "{\"type\":\"string\",\"enum\":[\"joined\",\"duplicate\",\"contradictory\",\"unknown\",\"too_late\"]}";

    private FixedSchemas() {}

    static String of(String name) {
        String schema = switch (name) {
            case "InferRequest" -> """
                        {"type":"object","required":["inputs"],"properties":{"id":{"type":"string"},
                        "parameters":{"type":"object","additionalProperties":true},"inputs":TENSORS,
                        "outputs":{"type":"array","items":{"type":"object","required":["name"],
                        "properties":{"name":{"type":"string"}}}}}}""";
            case "InferResponse" -> """
                        {"type":"object","required":["model_name","model_version","outputs"],"properties":{
                        "model_name":{"type":"string"},"model_version":{"type":"string"},"id":{"type":"string"},
                        "outputs":TENSORS}}""";
            case "Feedback" -> """
                        {"type":"object","required":["id"],"properties":{
                        "id":{"type":"string","description":"The id of the answer; of several rows with / and the number of the row."},
                        "label":{"description":"The truth: the class, or the number.",
                        "oneOf":[{"type":"string"},{"type":"number"},{"type":"boolean"}]},
                        "reward":{"type":"number","minimum":0,"maximum":1}},"additionalProperties":false}""";
            case "FeedbackResults" -> """
                        {"type":"object","properties":{"model":{"type":"string"},"id":{"type":"string"},
                        "label":RESULT,"reward":RESULT,"results":{"type":"array","items":{"type":"object","properties":{
                        "id":{"type":"string"},"label":RESULT,"reward":RESULT}}}}}""";
            default -> """
                        {"type":"object","properties":{"model":{"type":"string"},"version":{"type":"string"},
                        "id":{"type":"string"},"explanation":{"type":"object"},
                        "explanations":{"type":"array","items":{"type":"object"}}}}""";
        };
        return schema.replace("TENSORS", TENSORS).replace("RESULT", RESULT).replace("\n", "");
    }
}
