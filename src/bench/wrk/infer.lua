local columns = {
  {"age", "FP64", 39}, {"workclass", "BYTES", "State-gov"}, {"fnlwgt", "FP64", 77516},
  {"education", "BYTES", "Bachelors"}, {"education-num", "FP64", 13}, {"marital-status", "BYTES", "Never-married"},
  {"occupation", "BYTES", "Adm-clerical"}, {"relationship", "BYTES", "Not-in-family"}, {"race", "BYTES", "White"},
  {"sex", "BYTES", "Male"}, {"capital-gain", "FP64", 2174}, {"capital-loss", "FP64", 0},
  {"hours-per-week", "FP64", 40}, {"native-country", "BYTES", "United-States"}}
local tensors = {}
for i, column in ipairs(columns) do
  local value = type(column[3]) == "string" and '"' .. column[3] .. '"' or column[3]
  tensors[i] = string.format('{"name":"%s","shape":[1],"datatype":"%s","data":[%s]}', column[1], column[2], value)
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id":"42","inputs":[' .. table.concat(tensors, ",") .. ']}'
